"""The meeting: who is there, who chairs and documents, how it ends, hand-over of the chair (FM-ROLL, FM-SAMTYCKE-2)."""
