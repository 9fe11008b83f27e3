package dev.warmpath.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The house as docs/architecture.md draws it. */
class ArchitectureTest {
  private static final JavaClasses WARMPATH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.warmpath");

  /** Package → the packages of engine-local it may use. */
  private static final Map<String, List<String>> ENGINE_LOCAL =
      Map.ofEntries(
          Map.entry("token", List.of()),
          Map.entry("template", List.of("token")),
          Map.entry("gguf", List.of()),
          Map.entry("workspace", List.of("token")),
          Map.entry("cache", List.of("token")),
          Map.entry("trace", List.of("token", "cache")),
          Map.entry("engine", List.of("token", "cache", "trace")),
          Map.entry("llama", List.of("token", "cache", "engine", "gguf")),
          Map.entry("lens", List.of()),
          Map.entry("explain", List.of("token", "template", "cache", "trace", "lens")));

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
    return ENGINE_LOCAL.entrySet().stream()
        .map(
            entry ->
                test(
                    classes()
                        .that()
                        .resideInAPackage(tree(entry.getKey()))
                        .should()
                        .onlyDependOnClassesThat(allowed(entry.getKey(), entry.getValue()))
                        .because("arrows in engine-local point one way: " + entry)));
  }

  @TestFactory
  Stream<DynamicTest> theHouseStands() {
    return Stream.of(
        test(
            noClasses()
                .that()
                .resideOutsideOfPackage("dev.warmpath.llama..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .because("native code has one owner: a wrong call ends the process")),
        test(
            noClasses()
                .that()
                .resideInAPackage("dev.warmpath.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.warmpath.llama..", "dev.warmpath.app..", "okhttp3..")
                .because("the window works with any engine, and without a network")),
        test(
            noClasses()
                .that()
                .resideInAPackage("dev.warmpath.app..")
                .and(areNotIn("dev.warmpath.app.wiring"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.warmpath.llama..")
                .because("only the wiring knows which engine there is")),
        test(
            noClasses()
                .that()
                .resideInAnyPackage(
                    "dev.warmpath.engine", "dev.warmpath.llama..", "dev.warmpath.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.warmpath.engine.local..")
                .because("a runtime and a window see the engine's ports alone")),
        test(
            noClasses()
                .that()
                .resideInAnyPackage(
                    "dev.warmpath.token..", "dev.warmpath.template..", "dev.warmpath.cache..",
                    "dev.warmpath.trace..", "dev.warmpath.engine..", "dev.warmpath.llama..",
                    "dev.warmpath.gguf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "javafx..", "picocli..")
                .because("the engine path takes values, never JSON, and has no window")),
        test(
            noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("a view model is tested without a toolkit")),
        test(
            noClasses()
                .that(areNotNamed("Workbench"))
                .should()
                .callMethod(javafx.application.Platform.class, "exit")
                .because(
                    "Platform.exit while a popup shows crashes the JVM on GTK; Workbench.shutdown"
                        + " hides every window first")),
        test(
            slices()
                .matching("dev.warmpath.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a reader must be able to draw the house")),
        test(
            slices()
                .matching("dev.warmpath.app.(**)")
                .should()
                .beFreeOfCycles()
                .because("a part of the application never needs its user")),
        test(
            slices()
                .matching("dev.warmpath.explain.(**)")
                .should()
                .beFreeOfCycles()
                .because("a part of the explanations never needs its user")));
  }

  private static DynamicTest test(ArchRule rule) {
    return DynamicTest.dynamicTest(
        rule.getDescription(), () -> rule.allowEmptyShould(true).check(WARMPATH));
  }

  private static String tree(String name) {
    return "dev.warmpath." + name + "..";
  }

  private static DescribedPredicate<JavaClass> allowed(String own, List<String> others) {
    String[] packages =
        Stream.concat(Stream.of(own), others.stream())
            .map(ArchitectureTest::tree)
            .toArray(String[]::new);
    return DescribedPredicate.describe(
        "outside Warmpath or in " + Arrays.toString(packages),
        type ->
            !type.getPackageName().startsWith("dev.warmpath")
                || Arrays.stream(packages)
                    .map(name -> name.substring(0, name.length() - 2))
                    .anyMatch(
                        name ->
                            type.getPackageName().equals(name)
                                || type.getPackageName().startsWith(name + ".")));
  }

  private static DescribedPredicate<JavaClass> areNotIn(String name) {
    return DescribedPredicate.describe(
        "are not in " + name, type -> !type.getPackageName().startsWith(name));
  }

  private static DescribedPredicate<JavaClass> areNotNamed(String name) {
    return DescribedPredicate.describe(
        "are not " + name, type -> !type.getSimpleName().equals(name));
  }
}
