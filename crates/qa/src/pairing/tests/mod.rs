mod feature;
mod hostile;
mod laws;
mod made;
