package dev.warmpath.explain.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the fields of the normal form back to the fields of the body as it was sent. */
public final class FieldMap {
  private final Map<String, List<Piece>> pieces = new LinkedHashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  /**
   * A run of a normal field's text.
   *
   * @param start first UTF-16 unit in the normal field
   * @param end after the last one
   * @param path field of the body as sent
   */
  private record Piece(int start, int end, String path) {}

  /**
   * A place in the body as sent.
   *
   * @param path the field
   * @param offset UTF-16 units into it
   */
  public record Place(String path, int offset) {}

  void piece(String normal, int start, int end, String path) {
    pieces.computeIfAbsent(normal, key -> new ArrayList<>()).add(new Piece(start, end, path));
  }

  void prefix(String normal, String path) {
    if (!normal.equals(path)) {
      prefixes.put(normal, path);
    }
  }

  /** Where {@code offset} of a normal field was in the body as sent. */
  public Place place(String normal, int offset) {
    List<Piece> parts = pieces.get(normal);
    if (parts == null) {
      return new Place(path(normal), offset);
    }
    for (Piece piece : parts) {
      if (offset < piece.end() || (offset == piece.end() && piece == parts.getLast())) {
        return new Place(piece.path(), Math.max(0, offset - piece.start()));
      }
    }
    Piece last = parts.getLast();
    return new Place(last.path(), last.end() - last.start());
  }

  /** Ends of the parts a normal field was joined from; empty when it is one text. */
  int[] ends(String normal) {
    return pieces.getOrDefault(normal, List.of()).stream().mapToInt(Piece::end).toArray();
  }

  private String path(String normal) {
    int end = normal.length();
    while (end > 0) {
      String sent = prefixes.get(normal.substring(0, end));
      if (sent != null) {
        return sent + normal.substring(end);
      }
      end = Math.max(normal.lastIndexOf('.', end - 1), normal.lastIndexOf('[', end - 1));
    }
    return normal;
  }
}
