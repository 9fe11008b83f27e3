import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licence texts of everything in the packages, and an index of them. */
final class Notices {
  private static final List<String> TEXTS = List.of("LICENSE", "LICENCE", "NOTICE", "COPYING");

  private final Path project;
  private final Path target;
  private final Properties known = new Properties();
  private final Map<String, Set<String>> index = new TreeMap<>();

  /**
   * @param project the installer's folder
   * @param target is made anew
   */
  Notices(Path project, Path target) throws IOException {
    this.project = project;
    this.target = target;
    try (Reader reader = Files.newBufferedReader(licences("index.properties"))) {
      known.load(reader);
    }
    Folders.delete(target);
    Files.createDirectories(target);
  }

  private Path licences(String name) {
    return project.resolve("licences").resolve(name);
  }

  /** Jars by the index, and the texts they carry themselves. */
  void jars(Path folder, Path runtime) throws IOException {
    List<Path> jars;
    try (Stream<Path> list = Files.list(folder)) {
      jars = list.filter(path -> path.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      String artifact =
          name.replaceFirst("-\\d.*", "").replaceFirst("(-linux|-mac|-win)?(-aarch64)?\\.jar$", "");
      String licence = known.getProperty(artifact);
      if (licence == null) {
        throw new IllegalStateException(
            name + " has no line in installer/licences/index.properties: say there under which"
                + " licence " + artifact + " is.");
      }
      Set<String> texts = index.computeIfAbsent(artifact, key -> new LinkedHashSet<>());
      for (String one : licence.split(",")) {
        texts.add(text(one, runtime));
      }
      texts.addAll(inside(jar, artifact));
    }
  }

  private String text(String licence, Path runtime) throws IOException {
    return switch (licence) {
      case "APACHE" -> copy(project.resolveSibling("LICENSE"), "Apache-2.0.txt");
      case "OPENJDK" ->
          copy(
              runtime.resolve("legal").resolve("java.base").resolve("LICENSE"),
              "GPL-2.0-with-classpath-exception.txt");
      default -> copy(licences(licence), licence);
    };
  }

  /** llama.cpp and the folders its prebuilt libraries came in. */
  void natives(Path folder) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    texts.add(copy(licences("MIT-llama.cpp.txt"), "MIT-llama.cpp.txt"));
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path text : tree.filter(path -> path.endsWith("LICENSE")).toList()) {
        String build = text.getParent().getFileName().toString();
        texts.add(copy(text, "MIT-node-llama-cpp-" + build + ".txt"));
      }
    }
    index.put("llama.cpp shared libraries, as built by node-llama-cpp", texts);
  }

  /** What needs words instead of a text of its own, then the index. */
  void write(String version) throws IOException {
    index.put("Java runtime (Temurin, OpenJDK)", Set.of("runtime/legal, a folder per module"));
    index.put("Warmpath, its samples and its demo model", Set.of("Apache-2.0.txt"));
    StringBuilder text = new StringBuilder("What is inside Warmpath " + version + "\n\n");
    index.forEach(
        (what, where) -> {
          text.append(what).append('\n');
          where.forEach(file -> text.append("    ").append(file).append('\n'));
        });
    text.append("\nJavaFX's pictures are read with software that is based in part on the work of")
        .append(" the\nIndependent JPEG Group.\n");
    Files.writeString(target.resolve("NOTICES.txt"), text);
    Files.copy(project.resolveSibling("NOTICE"), target.resolve("NOTICE"));
  }

  private String copy(Path text, String name) throws IOException {
    Files.copy(text, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    return name;
  }

  private List<String> inside(Path jar, String artifact) throws IOException {
    List<String> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        if (!name.endsWith(".class") && TEXTS.stream().anyMatch(last::contains)) {
          String file = artifact + "-" + last.replaceFirst("\\.TXT$", "") + ".txt";
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
          }
          found.add(file);
        }
      }
    }
    return found;
  }
}
