package dev.warmpath.explain.fix;

import java.util.List;

/** A request or a list of segments being changed. A copy; one thread. */
interface Draft {
  /** Between what stands there and what is added: a blank line, as people write prompts. */
  String JOINT = "\n\n";


  /** A text that can be replaced. */
  interface Field {
    /** Where it stands, as in the body. */
    String path();

    String text();

    void set(String text);
  }

  /** Instructions, messages and tool descriptions in prompt order. */
  List<Field> fields();

  /** Adds text at the very end of what is sent. */
  void append(String text);

  /** Adds text at the end of the instructions. */
  void appendToInstructions(String text);

  /** Removes a message or segment whose text is empty and that has nothing else. */
  void dropEmpty();
}
