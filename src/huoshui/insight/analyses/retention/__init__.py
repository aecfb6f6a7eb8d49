"""Retention: who began, and of those who came back, cohort by cohort."""
