import module java.base;
import module jdk.compiler;

/// One source file: its path below the root, its lines, its syntax tree.
record TidySource(
    String path, List<String> lines, CompilationUnitTree tree, SourcePositions places) {

  boolean isMain() {
    return path.contains("/src/main/");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  /// The folder below the root.
  String module() {
    return path.substring(0, path.indexOf('/'));
  }

  /// Whether it is code whose time, chance and threads belong to ports.
  boolean isLogic() {
    return isMain() && (module().equals("engine") || module().equals("model"));
  }

  int line(Tree part) {
    return (int) tree.getLineMap().getLineNumber(places.getStartPosition(tree, part));
  }

  int lastLine(Tree part) {
    return (int) tree.getLineMap().getLineNumber(places.getEndPosition(tree, part) - 1);
  }
}
