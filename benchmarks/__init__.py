"""What the dashboard's speed is, measured on this machine and told as ratios within one run."""
