// Checks what no formatter checks. Run: java tools/Tidy.java [folder]
//
// Reads every source file below the folder, as text and as the compiler's own syntax tree (parsed
// only, so it needs no class path), and prints each problem as file:line: what to do. Exit 1 when
// there is one. The rules are those of STYLE.md; TidyTest in app seeds each with an offence.
// This file checks text and packages; TidyTree checks syntax; TidyWords holds what is banned.

import module java.compiler;
import module jdk.compiler;

import javax.tools.ToolProvider;

static final int LINE_MAX = 100;
static final int FILE_MAX = 400;
static final int TEST_FILE_MAX = 600;

/// Files that a program wrote; nobody reads them from end to end.
static final Set<String> GENERATED_TABLES = Set.of();

static final Set<String> PACKAGE_NAMES =
    Set.of("impl", "util", "utils", "common", "helper", "helpers", "manager", "base", "misc");
static final Pattern OWED = Pattern.compile("(^|\\s)(//|\\*).*\\b(TODO|FIXME)\\b(?!.*#\\d)");
static final Pattern SIGNED = Pattern.compile("(^|\\s)(//|\\*).*@author");

final Set<TidyProblem> problems = new TreeSet<>();

void main(String[] args) throws IOException {
  var root = Path.of(args.length == 0 ? "." : args[0]).toRealPath();
  var baseline = new TidyBaseline(root);
  var sources = read(root);
  sources.forEach(source -> checkText(source, baseline));
  checkPackages(sources);
  problems.addAll(TidyTree.check(sources, baseline));
  baseline.left().forEach(problems::add);
  problems.forEach(IO::println);
  if (!problems.isEmpty()) {
    IO.println(problems.size() + " untidy places; STYLE.md says why");
    System.exit(1);
  }
}

List<TidySource> read(Path root) throws IOException {
  var files = new ArrayList<Path>();
  try (var modules = Files.list(root)) {
    for (var module : modules.filter(Files::isDirectory).toList()) {
      var below = module.endsWith("tools") ? module : module.resolve("src");
      if (Files.isDirectory(below)) {
        try (var paths = Files.walk(below)) {
          paths.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
        }
      }
    }
  }
  var compiler = ToolProvider.getSystemJavaCompiler();
  var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
  var units = manager.getJavaFileObjectsFromPaths(files);
  var unheard = new DiagnosticCollector<JavaFileObject>();
  var options = List.of("-proc:none");
  var task = (JavacTask) compiler.getTask(null, manager, unheard, options, null, units);
  var places = Trees.instance(task).getSourcePositions();
  var sources = new ArrayList<TidySource>();
  for (var tree : task.parse()) {
    var file = Path.of(tree.getSourceFile().toUri());
    var path = root.relativize(file).toString().replace('\\', '/');
    sources.add(new TidySource(path, Files.readAllLines(file), tree, places));
  }
  return sources;
}

void checkText(TidySource source, TidyBaseline baseline) {
  boolean tests = source.isTest() || source.module().equals("testkit");
  int max = tests ? TEST_FILE_MAX : FILE_MAX;
  var tooLong = baseline.judge(source.path(), source.lines().size(), max);
  if (!tooLong.isEmpty() && !GENERATED_TABLES.contains(source.path())) {
    say(source, max + 1, tooLong + ": give it one subject");
  }
  for (int i = 0; i < source.lines().size(); i++) {
    var line = source.lines().get(i);
    var start = line.strip();
    boolean mayBeLong = start.startsWith("import ") || line.contains("://");
    if (line.codePointCount(0, line.length()) > LINE_MAX && !mayBeLong) {
      say(source, i + 1, "longer than " + LINE_MAX + " columns");
    }
    if (start.startsWith("/**")) {
      say(source, i + 1, "write documentation with ///");
    }
    if (SIGNED.matcher(line).find()) {
      say(source, i + 1, "no author tags: the history knows");
    }
    if (OWED.matcher(line).find()) {
      say(source, i + 1, "name the issue as #123, or do it now");
    }
  }
}

void checkPackages(List<TidySource> sources) {
  var described = new HashSet<String>();
  var inhabited = new TreeSet<String>();
  for (var source : sources) {
    if (source.isMain()) {
      var folder = source.path().substring(0, source.path().lastIndexOf('/'));
      inhabited.add(folder);
      if (source.path().endsWith("/package-info.java")) {
        described.add(folder);
        if (!source.lines().contains("@NullMarked")) {
          say(source, 1, "mark the package @NullMarked");
        }
      }
      if (Stream.of(folder.split("/")).skip(4).anyMatch(PACKAGE_NAMES::contains)) {
        say(source, 1, "name the package after what it does");
      }
    }
  }
  inhabited.removeAll(described);
  for (var folder : inhabited) {
    var path = folder + "/package-info.java";
    problems.add(new TidyProblem(path, 1, "missing: say what the package is in charge of"));
  }
}

void say(TidySource source, int line, String advice) {
  problems.add(new TidyProblem(source.path(), line, advice));
}
