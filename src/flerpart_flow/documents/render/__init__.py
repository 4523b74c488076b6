"""How a paper is written out: text, HTML, PDF, DOCX."""
