package dev.warmpath.template.value;

/** jinja2's default Undefined: prints empty, is false and empty; any other use raises. */
public final class Undefined {
  private final PyException.Kind kind;
  private final String message;

  private Undefined(PyException.Kind kind, String message) {
    this.kind = kind;
    this.message = message;
  }

  /** @param message what the template's author reads when the value is used after all */
  public static Undefined because(String message) {
    return new Undefined(PyException.Kind.UNDEFINED, message);
  }

  public static Undefined variable(String name) {
    return because("'" + name + "' is undefined");
  }

  public static Undefined unsafe(String name, String type) {
    return new Undefined(
        PyException.Kind.SECURITY,
        "access to attribute '" + name + "' of '" + type + "' object is unsafe.");
  }

  public PyException failure() {
    return new PyException(kind, message);
  }
}
