mod cases;
mod film;
mod pairs;
