"""What people made of the fields of a review: corrections, kept beside what the machine read."""
