mod feature;
mod pairs;
mod tracks;
