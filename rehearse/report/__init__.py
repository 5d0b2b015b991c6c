"""Show an assessment: marked transcript, charts, exports. Pure: data in, HTML, Altair, Markdown or DOCX out."""
