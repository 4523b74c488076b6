"""Pictures as Mermaid text: a flowchart, or a chain of phases as a state diagram."""
