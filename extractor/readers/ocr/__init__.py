"""Pages that are pictures of text (OCR): straightened, recognised line by line, handed on as positioned words."""
