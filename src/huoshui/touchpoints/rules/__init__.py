"""The arithmetic of touchpoints: what a link is opened in, who is a robot, where somebody is sent."""
