package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView.TableViewSelectionModel;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row that is one drawing instead of a cell per column: laying out 300 cells takes longer than a
 * frame may. It does what the cells did: select, and say what it shows. FX thread.
 */
final class RequestRow extends TableRow<Trace> {
  private final RowCanvases canvases;
  private final Function<Trace, String> words;
  private final Tooltip tip = new Tooltip();
  private final InvalidationListener otherLook = o -> requestLayout();

  /**
   * @param words the whole row, for tooltips and screen readers
   */
  RequestRow(RowCanvases canvases, Function<Trace, String> words) {
    this.canvases = canvases;
    this.words = words;
    canvases.look().addListener(new WeakInvalidationListener(otherLook));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    tip.setOnShowing(event -> tip.setText(said()));
    // Only then: rows change their request all the time, and installing takes longer than drawing.
    hoverProperty().addListener(
        (property, was, is) -> setTooltip(is && !isEmpty() ? tip : null));
  }

  private String said() {
    Trace trace = getItem();
    return trace == null ? "" : words.apply(trace);
  }

  @Override
  protected void updateItem(Trace trace, boolean empty) {
    super.updateItem(trace, empty);
    requestLayout();
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new Drawing(this);
  }

  private void pressed(MouseEvent event) {
    if (isEmpty()) {
      return;
    }
    TableViewSelectionModel<Trace> selection = getTableView().getSelectionModel();
    int row = getIndex();
    getTableView().requestFocus();
    if (event.getButton() == MouseButton.SECONDARY) {
      if (!isSelected()) {
        selection.clearAndSelect(row);
      }
    } else if (event.isShiftDown()) {
      int from = Math.max(0, getTableView().getFocusModel().getFocusedIndex());
      selection.clearSelection();
      selection.selectRange(from, row < from ? row - 1 : row + 1);
    } else if (!event.isShortcutDown()) {
      selection.clearAndSelect(row);
    } else if (isSelected()) {
      selection.clearSelection(row);
    } else {
      selection.select(row);
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case TEXT -> said();
      // Screen readers ask the table for a cell: the row is all its cells.
      case CELL_AT_ROW_COLUMN, FOCUS_ITEM -> this;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  /** Holds the drawing of the request shown. */
  private static final class Drawing extends SkinBase<RequestRow> {
    private RowCanvases.@Nullable Drawn shown;

    Drawing(RequestRow row) {
      super(row);
      consumeMouseEvents(false);
    }

    /** Of all columns: a table wider than its window scrolls this far. */
    @Override
    protected double computePrefWidth(
        double height, double top, double right, double bottom, double left) {
      double wide = 0;
      for (TableColumn<Trace, ?> column : getSkinnable().getTableView().getVisibleLeafColumns()) {
        wide += column.getWidth();
      }
      return wide;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
      RequestRow row = getSkinnable();
      Trace trace = row.isEmpty() ? null : row.getItem();
      RowCanvases.Drawn next =
          trace == null || width < 1 || height < 2
              ? null
              : row.canvases.take(row, trace, Math.ceil(width), Math.floor(height));
      if (next != shown) {
        if (shown != null) {
          row.canvases.give(row, shown);
          getChildren().remove(shown.canvas);
        }
        if (next != null) {
          getChildren().add(next.canvas);
        }
        shown = next;
      } else if (next != null && next.canvas.getParent() != row) {
        getChildren().add(next.canvas);
      }
      if (next != null) {
        next.canvas.relocate(0, 0);
      }
    }
  }
}
