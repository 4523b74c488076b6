"""BPMN 2.0 with layout: a pool with a lane for those who act together, a phase as an ad-hoc sub-process."""
