package dev.warmpath.template.value;

/** What Python would have raised. The interpreter adds the place in the template. */
public final class PyException extends RuntimeException {

  /** The Python exception's class, as far as templates or their authors care. */
  public enum Kind {
    TYPE, VALUE, KEY, INDEX, ZERO_DIVISION, OVERFLOW, UNDEFINED, SECURITY, RUNTIME, RAISED, LIMIT
  }

  private final Kind kind;

  public PyException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static PyException type(String message) {
    return new PyException(Kind.TYPE, message);
  }

  public static PyException value(String message) {
    return new PyException(Kind.VALUE, message);
  }

  public static PyException limit(String message) {
    return new PyException(Kind.LIMIT, message);
  }
}
