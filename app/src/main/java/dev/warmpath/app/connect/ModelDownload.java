package dev.warmpath.app.connect;

import dev.warmpath.ui.ports.ModelLibrary.Downloaded;
import dev.warmpath.ui.ports.ModelLibrary.Progress;
import dev.warmpath.workspace.FileFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Downloads one model file: resumes, checks, retries. The file appears under its name only when it
 * is whole and right; until then it is {@code NAME.part}, which a later try continues. One object a
 * download; {@link #run} blocks a worker thread.
 */
final class ModelDownload {
  /** A server that sends nothing for so long has stalled. */
  static final Duration STALL = Duration.ofSeconds(30);

  /** Tries in a row that bring no byte before it gives up: about a minute with the pauses. */
  private static final int FRUITLESS_TRIES = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Room left on the disk: a full disk harms more than this download. */
  private static final long SPARE_BYTES = 256L << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final byte[] GGUF = {'G', 'G', 'U', 'F'};

  /**
   * What to download.
   *
   * @param address http or https
   * @param target where the file goes; its folder is made
   * @param sha256 the published hash in hexadecimal; null when none is
   */
  record Wish(String address, Path target, @Nullable String sha256) {}

  private final OkHttpClient client;
  private final Wish wish;
  private final PartFile part;
  private final Consumer<Progress> progress;
  private final Consumer<Duration> pause;
  private long total = -1;
  private volatile boolean stopped;
  private volatile @Nullable Call call;
  private volatile @Nullable Thread worker;

  /**
   * @param client its read time-out is what counts as a stall; see {@link #client()}
   * @param progress called on the worker thread
   */
  ModelDownload(OkHttpClient client, Wish wish, Consumer<Progress> progress) {
    this(client, wish, progress, time -> LockSupport.parkNanos(time.toNanos()));
  }

  ModelDownload(
      OkHttpClient client, Wish wish, Consumer<Progress> progress, Consumer<Duration> pause) {
    this.client = client;
    this.wish = wish;
    this.part = new PartFile(wish.target());
    this.progress = progress;
    this.pause = pause;
  }

  /** A client with this class's time-outs; share one. */
  static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .connectTimeout(STALL)
        .readTimeout(STALL)
        .retryOnConnectionFailure(true)
        .build();
  }

  /**
   * Downloads it.
   *
   * @throws DownloadException when it cannot be had
   * @throws CancellationException when cancelled; what came stays for the next time
   */
  Downloaded run() {
    worker = Thread.currentThread();
    HttpUrl address = HttpUrl.parse(wish.address());
    if (address == null) {
      throw new DownloadException(
          "\"" + wish.address() + "\" is no address; it must start with https:// or http://.",
          false);
    }
    if (Files.exists(wish.target())) {
      throw new DownloadException(
          wish.target() + " is there already; remove it or choose another name.", false);
    }
    try {
      Files.createDirectories(wish.target().toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new DownloadException(
          "The folder for " + wish.target() + " cannot be made: " + FileFailure.reason(e) + ".",
          false, e);
    }
    int fruitless = 0;
    while (true) {
      long before = part.size();
      try {
        fetch(address);
        return finish();
      } catch (IOException e) {
        checkCancelled();
        fruitless = part.size() > before ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS_TRIES) {
          throw new DownloadException(
              "The download ended at " + part.size() + " of " + known(total) + " bytes after "
                  + fruitless + " tries without progress (" + e.getMessage()
                  + "). Start it again later: it goes on from there.",
              true, e);
        }
        waitBeforeTry(Math.max(1, fruitless));
      }
    }
  }

  /** Ends {@link #run} at once, also while it waits for the server. Any thread; idempotent. */
  void cancel() {
    stopped = true;
    Call running = call;
    if (running != null) {
      running.cancel();
    }
    LockSupport.unpark(worker);
  }

  private static String known(long bytes) {
    return bytes < 0 ? "an unknown number of" : Long.toString(bytes);
  }

  private void waitBeforeTry(int tries) {
    Duration time = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    if (time.compareTo(LONGEST_PAUSE) > 0) {
      time = LONGEST_PAUSE;
    }
    progress.accept(
        new Progress(part.size(), total, "trying again in " + time.toSeconds() + " s"));
    checkCancelled();
    pause.accept(time);
    checkCancelled();
  }

  private void checkCancelled() {
    if (stopped) {
      throw new CancellationException("the download was cancelled");
    }
  }

  private void fetch(HttpUrl address) throws IOException {
    long have = part.size();
    Request.Builder request =
        new Request.Builder().url(address).header("Accept-Encoding", "identity");
    String version = part.version();
    if (have > 0 && !version.isEmpty()) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", version);
    } else if (have > 0) {
      // Without a version the server's file may have changed since: begin again.
      part.reset();
      have = 0;
    }
    Call asking = client.newCall(request.build());
    call = asking;
    checkCancelled();
    try (Response response = asking.execute()) {
      if (response.code() == RANGE_NOT_SATISFIABLE) {
        if (("bytes */" + have).equals(response.header("Content-Range"))) {
          return; // Everything came the last time; only the check was missing.
        }
        part.reset();
        throw new IOException("the server refused to continue; beginning again");
      }
      if (response.code() == PARTIAL && continues(response, have)) {
        receive(response, have);
      } else if (response.code() == OK) {
        part.reset();
        part.rememberVersion(version(response));
        total = length(response);
        receive(response, 0);
      } else if (response.code() == PARTIAL) {
        part.reset();
        throw new IOException("the server sent another range than asked for; beginning again");
      } else {
        throw refused(response);
      }
    }
  }

  private static IOException refused(Response response) {
    String message = ("the server answered " + response.code() + " " + response.message()).strip();
    if (response.code() >= SERVER_ERROR || response.code() == TOO_MANY_REQUESTS) {
      return new IOException(message);
    }
    throw new DownloadException(
        message.replaceFirst("^the", "The") + ". Check the address, and whether the model needs a"
            + " log-in.",
        false);
  }

  private boolean continues(Response response, long have) {
    String range = response.header("Content-Range", "");
    var matcher =
        Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)")
            .matcher(range == null ? "" : range);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) != have) {
      return false;
    }
    if (!matcher.group(3).equals("*")) {
      total = Long.parseLong(matcher.group(3));
    }
    return true;
  }

  private static long length(Response response) {
    ResponseBody body = response.body();
    return body.contentLength();
  }

  /** What If-Range takes: a strong ETag, else the date. */
  private static String version(Response response) {
    String tag = response.header("ETag", "");
    if (tag != null && !tag.isEmpty() && !tag.startsWith("W/")) {
      return tag;
    }
    String date = response.header("Last-Modified", "");
    return date == null ? "" : date;
  }

  private void receive(Response response, long from) throws IOException {
    requireRoom(from);
    try (FileChannel file =
            FileChannel.open(
                part.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        BufferedSource source = response.body().source()) {
      requireAlone(file);
      file.position(from);
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      long at = from;
      while (source.read(buffer.clear()) >= 0) {
        checkCancelled();
        buffer.flip();
        if (from == 0 && at == 0) {
          requireModel(buffer);
        }
        at += buffer.remaining();
        if (total >= 0 && at > total) {
          throw tooMuch();
        }
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
        progress.accept(new Progress(at, total, ""));
      }
      if (total >= 0 && at < total) {
        throw new IOException("the connection ended at " + at + " of " + total + " bytes");
      }
    }
  }

  /** Two writers of one part would mix their bytes; the lock goes with the channel. */
  private void requireAlone(FileChannel file) throws IOException {
    boolean alone;
    try {
      alone = file.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      alone = false;
    }
    if (!alone) {
      throw new DownloadException(
          "This model is being downloaded already, to " + part.file() + ". Wait for it, or stop it"
              + " first.",
          true);
    }
  }

  private DownloadException tooMuch() {
    part.reset();
    return new DownloadException(
        "The server sent more than the " + total + " bytes it announced; nothing was kept.", false);
  }

  private void requireModel(ByteBuffer start) {
    int count = Math.min(GGUF.length, start.remaining());
    for (int index = 0; index < count; index++) {
      if (start.get(start.position() + index) != GGUF[index]) {
        part.reset();
        throw new DownloadException(
            "What the server sends is no GGUF model (it does not start with 'GGUF'); it may be a"
                + " web page. Use the address of the file itself.",
            false);
      }
    }
  }

  private void requireRoom(long have) {
    // Not Files.getFileStore, which wants the mount table: a changed root has it wrong.
    long free = part.file().toAbsolutePath().resolveSibling("").toFile().getUsableSpace();
    if (total >= 0 && total - have > free - SPARE_BYTES) {
      throw new DownloadException(
          String.format(
              Locale.ROOT,
              "The model needs %,d more bytes, and the disk has %,d free (%,d are kept free). Make"
                  + " room or choose another folder.",
              total - have, free, SPARE_BYTES),
          true);
    }
  }

  private Downloaded finish() throws IOException {
    String computed = part.sha256(this::checkCancelled);
    String expected = Objects.requireNonNullElse(wish.sha256(), "").strip();
    if (!expected.isEmpty() && !computed.equalsIgnoreCase(expected)) {
      part.reset();
      throw new DownloadException(
          "The file is not the published one: its SHA-256 is " + computed + ", expected "
              + expected + ". It was removed; try again or check the address.",
          false);
    }
    long size = part.size();
    Files.move(part.file(), wish.target(), StandardCopyOption.ATOMIC_MOVE);
    part.forgetVersion();
    return new Downloaded(wish.target(), size, computed, !expected.isEmpty());
  }
}
