package dev.warmpath.ui;

import dev.warmpath.cache.Namespace;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the user looks at, shared by every view: one request, one block of the tree, one token of
 * the prompt, a second request to compare with. FX thread.
 */
public final class Selection {

  /**
   * A place in the prefix tree.
   *
   * @param namespace whose tree
   * @param edge id of the edge
   * @param from first token position of the block
   * @param to after its last token
   */
  public record Block(Namespace namespace, long edge, int from, int to) {}

  private final ObjectProperty<@Nullable Long> request = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Long> compared = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Block> block = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Integer> token = new SimpleObjectProperty<>();

  /** Trace id of the selected request. */
  public ObjectProperty<@Nullable Long> request() {
    return request;
  }

  /** Trace id of the second request, to compare with. */
  public ObjectProperty<@Nullable Long> compared() {
    return compared;
  }

  public ObjectProperty<@Nullable Block> block() {
    return block;
  }

  /** Token index in the prompt being edited. */
  public ObjectProperty<@Nullable Integer> token() {
    return token;
  }
}
