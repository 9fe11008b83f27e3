package dev.warmpath.ui.prompt;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.bench.EditorBench;
import dev.warmpath.ui.fakes.ChatMl;
import dev.warmpath.ui.fakes.FakeEngine;
import javafx.application.Platform;

/** Runs the editor's measurement on the fake engine, by hand. */
public final class EditorBenchMain {
  private EditorBenchMain() {}

  private static int[][] sizes(String[] args) {
    boolean one = args.length > 0 && args[0].equals("one");
    return one ? new int[][] {{960, 800}} : new int[][] {{960, 800}, {1680, 1000}};
  }

  private static long cpu() {
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && (info.getThreadName().startsWith("Thread-")
          || info.getThreadName().startsWith("Quantum"))) {
        sum += threads.getThreadCpuTime(id);
      }
    }
    return sum;
  }

  public static void main(String[] args) throws Exception {
    Platform.setImplicitExit(false);
    Platform.startup(() -> { });
    for (int[] size : sizes(args)) {
      LoadedModel model = new LoadedModel(new FakeEngine(32_768), new ChatMl(), "");
      long before = cpu();
      System.out.println(
          size[0] + "x" + size[1] + " "
              + EditorBench.run(model, size[0], size[1], EditorBench.Plan.FULL));
      System.out.printf("cpu %.1f ms per key of FX and render threads%n",
          (cpu() - before) / 1e6 / (2 * 540));
    }
    System.exit(0);
  }
}
