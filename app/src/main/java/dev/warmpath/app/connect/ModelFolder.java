package dev.warmpath.app.connect;

import dev.warmpath.ui.ports.ModelLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of downloaded models and the list of those to download. Any thread. */
public final class ModelFolder implements ModelLibrary {
  private static final String EXTENSION = ".gguf";

  private final Path folder;
  private final Path ownList;

  /**
   * @param folder where models go; need not exist
   * @param ownList the user's own rows; need not exist
   */
  public ModelFolder(Path folder, Path ownList) {
    this.folder = folder;
    this.ownList = ownList;
  }

  /** The list and what is wrong with the user's part of it; read anew at every call. */
  public ModelList list() {
    return ModelList.load(ownList);
  }

  /** The user's own list: for messages. */
  public Path ownList() {
    return ownList;
  }

  @Override
  public List<Listed> listed() {
    return list().models();
  }

  @Override
  public List<Path> downloaded() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ModelFolder::isModel).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
  }

  private static boolean isModel(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION)
        && Files.isRegularFile(file);
  }

  @Override
  public Path folder() {
    return folder;
  }

  /** The row of that name, whatever its capitals. */
  public Optional<Listed> find(String name) {
    return listed().stream().filter(one -> one.name().equalsIgnoreCase(name.strip())).findFirst();
  }

  /** The downloaded model a short name stands for: its file's name or that of a listed row. */
  public Optional<Path> file(String name) {
    Optional<Path> row = find(name).map(listed -> target(listed.address()));
    if (row.filter(Files::isRegularFile).isPresent()) {
      return row;
    }
    return downloaded().stream()
        .filter(
            file -> {
              String own = file.getFileName().toString();
              return own.equalsIgnoreCase(name)
                  || own.substring(0, own.length() - EXTENSION.length()).equalsIgnoreCase(name);
            })
        .findFirst();
  }

  /**
   * Where a download of that address goes.
   *
   * @throws IllegalArgumentException when it is no address
   */
  public Path target(String address) {
    return folder.resolve(ModelAddress.fileName(ModelAddress.parse(address)));
  }

  @Override
  public long kept(String address) {
    try {
      return new PartFile(target(address)).size();
    } catch (IllegalArgumentException noAddress) {
      return 0;
    }
  }

  @Override
  public Transfer download(
      String address, @Nullable String sha256, Consumer<Progress> progress) {
    CompletableFuture<Downloaded> result = new CompletableFuture<>();
    ModelDownload download;
    try {
      download =
          new ModelDownload(
              ModelDownload.client(),
              new ModelDownload.Wish(
                  address, target(address),
                  sha256 == null || sha256.isBlank() ? null : ModelAddress.sha256(sha256)),
              progress);
    } catch (IllegalArgumentException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
      result.completeExceptionally(new DownloadException(why, false, e));
      return transfer(result, () -> { });
    }
    Thread.ofPlatform().daemon().name("download").start(() -> run(download, result));
    return transfer(result, download::cancel);
  }

  private static void run(ModelDownload download, CompletableFuture<Downloaded> result) {
    try {
      result.complete(download.run());
    } catch (CancellationException cancelled) {
      result.cancel(false);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private static Transfer transfer(CompletableFuture<Downloaded> result, Runnable cancel) {
    return new Transfer() {
      @Override
      public CompletableFuture<Downloaded> result() {
        return result;
      }

      @Override
      public void cancel() {
        cancel.run();
      }
    };
  }
}
