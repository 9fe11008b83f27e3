package dev.warmpath.explain.fix;

import dev.warmpath.explain.text.JsonText;
import dev.warmpath.explain.text.WhiteSpace;
import dev.warmpath.token.Segment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fix does to a request: the same on every request of a conversation. Immutable. */
public sealed interface Change {

  /** A changed copy of a request body. */
  default Map<String, @Nullable Object> apply(Map<String, ? extends @Nullable Object> body) {
    BodyDraft draft = new BodyDraft(body);
    change(draft);
    draft.dropEmpty();
    return draft.body();
  }

  /** A changed copy of a workspace's segments; what has no meaning for them stays as it is. */
  default List<Segment> apply(List<Segment> segments) {
    SegmentDraft draft = new SegmentDraft(segments);
    if (touchesTextOnly()) {
      change(draft);
      draft.dropEmpty();
    }
    return draft.segments();
  }

  /** False for changes of tool lists, settings and single messages. */
  default boolean touchesTextOnly() {
    return true;
  }

  /** Does it. */
  private void change(Draft draft) {
    switch (this) {
      case MoveBelow move -> Edits.moveBelow(draft, move.units());
      case PinDate pin -> Edits.pinDate(draft, pin.units());
      case CanonicalJson json -> {
        for (Draft.Field field : draft.fields()) {
          String canonical = JsonText.canonical(field.text());
          if (!canonical.equals(field.text())) {
            field.set(canonical);
          }
        }
        if (draft instanceof BodyDraft body) {
          Edits.canonicalValues(body.body());
        }
      }
      case NormaliseSpace space -> {
        for (Draft.Field field : draft.fields()) {
          String text = field.text();
          field.set(space.collapse() ? WhiteSpace.collapse(text) : WhiteSpace.normalise(text));
        }
      }
      case HoistBlock hoist -> Edits.hoist(draft, hoist.block());
      case DocumentOrder order -> Edits.orderDocuments(draft, order.path(), order.documents());
      case ToolOrder order -> {
        if (draft instanceof BodyDraft body) {
          Edits.orderTools(body.body(), order.names());
        }
      }
      case SetFields fields -> {
        if (draft instanceof BodyDraft body) {
          Edits.setFields(body.body(), fields.values());
        }
      }
    }
  }

  /** Lines with changing values go to the end of what is sent. */
  record MoveBelow(List<Unit> units) implements Change {
    public MoveBelow {
      units = List.copyOf(units);
    }
  }

  /** Times keep their day and lose the rest. */
  record PinDate(List<Unit> units) implements Change {
    public PinDate {
      units = List.copyOf(units);
    }
  }

  /** JSON in texts, arguments and schemas: sorted keys, no blanks, one form of numbers. */
  record CanonicalJson() implements Change {}

  /**
   * Line ends, trailing blanks and Unicode form.
   *
   * @param collapse also blanks between words and empty lines
   */
  record NormaliseSpace(boolean collapse) implements Change {}

  /** A block always stands at the end of the instructions. */
  record HoistBlock(String block) implements Change {}

  /** Documents of one field come in the order of the list. */
  record DocumentOrder(String path, List<String> documents) implements Change {
    public DocumentOrder {
      documents = List.copyOf(documents);
    }
  }

  /** Tools come in the order of the list, unknown ones last. */
  record ToolOrder(List<String> names) implements Change {
    public ToolOrder {
      names = List.copyOf(names);
    }

    @Override
    public boolean touchesTextOnly() {
      return false;
    }
  }

  /** Fields get values back that they had; a null value removes the field. */
  record SetFields(Map<String, @Nullable Object> values) implements Change {
    public SetFields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public boolean touchesTextOnly() {
      return false;
    }
  }
}
