"""The board pack as a document, and written as PDF, slides, a text, a workbook and a web page."""
