package dev.warmpath.ui.models;

import dev.warmpath.ui.Causes;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.ports.ModelLibrary;
import dev.warmpath.ui.ports.ModelLibrary.Downloaded;
import dev.warmpath.ui.ports.ModelLibrary.Listed;
import dev.warmpath.ui.ports.ModelLibrary.Progress;
import dev.warmpath.ui.ports.ModelLibrary.Transfer;
import dev.warmpath.ui.ports.Ports;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * One download at a time, of a listed model or of any address, only ever by {@link #start}. It goes
 * on while the picker is closed. FX thread.
 */
public final class DownloadViewModel {
  private final ModelLibrary library;
  private final Ports ports;
  private final Runnable arrived;
  private final ReadOnlyObjectWrapper<DownloadState> state =
      new ReadOnlyObjectWrapper<>(new DownloadState.Idle());
  private final ObservableList<Listed> listed = FXCollections.observableArrayList();
  private final ObservableList<Listed> listedShown =
      FXCollections.unmodifiableObservableList(listed);
  private final StringProperty address = new SimpleStringProperty(this, "address", "");
  private final StringProperty sha256 = new SimpleStringProperty(this, "sha256", "");
  private final LatestTask<List<Listed>> listing;
  private final AtomicReference<@Nullable Progress> newest = new AtomicReference<>();
  private @Nullable Transfer running;

  /** @param arrived told when a model came */
  DownloadViewModel(ModelLibrary library, Ports ports, Runnable arrived) {
    this.library = library;
    this.ports = ports;
    this.arrived = arrived;
    listing = new LatestTask<>(ports.work(), ports.fx());
  }

  public ReadOnlyObjectProperty<DownloadState> state() {
    return state.getReadOnlyProperty();
  }

  public ObservableList<Listed> listed() {
    return listedShown;
  }

  /** What {@link #start} downloads. */
  public StringProperty address() {
    return address;
  }

  /** The published hash to check; empty when none is known. */
  public StringProperty sha256() {
    return sha256;
  }

  /** Where models go. */
  public String folder() {
    return library.folder().toString();
  }

  /** Reads the list; asks nothing of the network. */
  public void refresh() {
    listing.submit(library::listed, listed::setAll, failure -> listed.clear());
  }

  /** Puts a row's address and hash into the fields; downloads nothing. */
  public void choose(Listed model) {
    address.set(model.address());
    sha256.set(model.sha256() == null ? "" : model.sha256());
  }

  /** Downloads, or goes on with, what the fields say; nothing happens while one is running. */
  public void start() {
    String wanted = address.get().strip();
    if (running != null || wanted.isEmpty()) {
      return;
    }
    String hash = sha256.get().strip();
    state.set(new DownloadState.Running(wanted, 0, -1, "asking the server"));
    Transfer transfer =
        library.download(wanted, hash.isEmpty() ? null : hash, at -> progressed(wanted, at));
    running = transfer;
    transfer
        .result()
        .whenComplete(
            (model, failure) -> ports.fx().execute(() -> ended(transfer, model, failure)));
  }

  /** Stops; what came stays, and the next start of the same address goes on from there. */
  public void cancel() {
    Transfer transfer = running;
    if (transfer != null) {
      running = null;
      state.set(new DownloadState.Idle());
      transfer.cancel();
    }
  }

  /** Many a second: only the newest is handed over, once. */
  private void progressed(String wanted, Progress at) {
    if (newest.getAndSet(at) == null) {
      ports.fx().execute(() -> show(wanted));
    }
  }

  private void show(String wanted) {
    Progress at = newest.getAndSet(null);
    if (at != null && running != null && state.get() instanceof DownloadState.Running shown
        && shown.address().equals(wanted)) {
      state.set(new DownloadState.Running(wanted, at.bytes(), at.total(), at.note()));
    }
  }

  private void ended(
      Transfer transfer, @Nullable Downloaded model, @Nullable Throwable failure) {
    if (running != transfer) {
      return;
    }
    running = null;
    if (model != null) {
      state.set(new DownloadState.Done(model));
      arrived.run();
      return;
    }
    Throwable cause = failure == null ? null : Causes.of(failure);
    if (cause instanceof CancellationException) {
      state.set(new DownloadState.Idle());
      return;
    }
    String message = cause == null ? null : cause.getMessage();
    state.set(
        new DownloadState.Failed(
            message == null ? "The download failed. Try again later." : message));
  }
}
