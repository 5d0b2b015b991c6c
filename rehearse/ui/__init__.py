"""The Streamlit application that carries the pages."""
