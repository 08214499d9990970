"""Pages that are pictures of text (OCR): straightened, recognised by Tesseract, handed on as positioned words."""
