import module java.base;
import module java.compiler;
import module jdk.compiler;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree.ReferenceMode;

/// Checks the syntax tree of one file.
final class TidyTree extends TreeScanner<Void, Void> {
  private static final int METHOD_MAX = 60;
  private static final int PARAMETERS_MAX = 6;

  private final TidySource source;
  private final TidyBaseline baseline;
  private final TidyVocabulary vocabulary;
  private final List<TidyProblem> problems;
  private final Deque<ClassTree> types = new ArrayDeque<>();

  private TidyTree(
      TidySource source,
      TidyBaseline baseline,
      TidyVocabulary vocabulary,
      List<TidyProblem> problems) {
    this.source = source;
    this.baseline = baseline;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  static List<TidyProblem> check(List<TidySource> sources, TidyBaseline baseline) {
    var problems = new ArrayList<TidyProblem>();
    var vocabulary = new TidyVocabulary();
    sources.forEach(source -> vocabulary.scan(source.tree(), null));
    for (var source : sources) {
      new TidyTree(source, baseline, vocabulary, problems).scan(source.tree(), null);
    }
    return problems;
  }

  // ---- declarations ----

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    if (TidyWords.TYPE_NAME.matcher(type.getSimpleName()).matches()) {
      report(type, "say what " + type.getSimpleName() + " does, not which pattern it plays");
    }
    types.push(type);
    super.visitClass(type, nothing);
    types.pop();
    return null;
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    var name = method.getName().toString();
    var annotations = method.getModifiers().getAnnotations().toString();
    boolean accessor = TidyWords.ACCESSOR_NAME.matcher(name).matches();
    if (source.isMain() && accessor && !annotations.contains("Override")) {
      report(method, "accessors are bare, without get or set: " + name);
    }
    boolean ofRecord = name.equals("<init>") && types.peek().getKind() == Tree.Kind.RECORD;
    if (method.getParameters().size() > PARAMETERS_MAX && !ofRecord) {
      report(method, name + " has over " + PARAMETERS_MAX + " parameters: make a record of them");
    }
    if (method.getBody() != null) {
      checkLength(method, name);
    }
    return super.visitMethod(method, nothing);
  }

  private void checkLength(MethodTree method, String name) {
    var type = method.getReturnType();
    int first = source.line(type == null ? method.getBody() : type);
    int last = source.lastLine(method.getBody());
    var text = source.lines().subList(first - 1, last);
    if (text.stream().noneMatch(line -> line.contains("// table"))) {
      var key = source.path() + " " + typeNames() + "." + name;
      var tooLong = baseline.judge(key, text.size(), METHOD_MAX);
      if (!tooLong.isEmpty()) {
        report(method, name + ": " + tooLong);
      }
    }
  }

  private String typeNames() {
    var names = new ArrayList<String>();
    types.descendingIterator().forEachRemaining(type -> names.add(type.getSimpleName().toString()));
    return String.join(".", names);
  }

  // ---- calls ----

  @Override
  public Void visitImport(ImportTree line, Void nothing) {
    checkCall(line, lastName(line.getQualifiedIdentifier()));
    return null;
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
    checkCall(select, lastName(select.getExpression()) + "." + select.getIdentifier());
    if (select.getExpression().toString().startsWith("java.util")) {
      checkCall(select, select.getIdentifier().toString());
    }
    return super.visitMemberSelect(select, nothing);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
    var of = lastName(reference.getQualifierExpression());
    boolean made = reference.getMode() == ReferenceMode.NEW;
    checkCall(reference, made ? "new " + of : of + "." + reference.getName());
    return super.visitMemberReference(reference, nothing);
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void nothing) {
    checkCall(made, "new " + lastName(made.getIdentifier()));
    return super.visitNewClass(made, nothing);
  }

  private void checkCall(Tree at, String call) {
    if (source.isLogic() && TidyWords.LOGIC.containsKey(call)) {
      report(at, "no " + call + " in " + source.module() + ": " + TidyWords.LOGIC.get(call));
    }
    if (call.equals("Thread.sleep") && source.isTest()) {
      report(at, "tests do not sleep: wait for a signal, or move the clock");
    }
    if (call.equals("System.exit") && source.isMain() && !source.module().equals("app")) {
      report(at, "only app ends the process: throw, or return an outcome");
    }
    if (call.endsWith(".printStackTrace")) {
      report(at, "log it once, where it is handled, or let it pass");
    }
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    if (source.isLogic() && isTimed(call)) {
      report(call, "no timed wait of the JDK in " + source.module() + ": use a Gate or a due time");
    }
    if (source.isMain() && !source.module().equals("sandbox") && comparesSecrets(call)) {
      report(call, "a secret is compared by MessageDigest.isEqual, in a time that tells nothing");
    }
    return super.visitMethodInvocation(call, nothing);
  }

  /// Whether a secret is compared with something that is not written here, by a method that stops
  /// at the first difference.
  private static boolean comparesSecrets(MethodInvocationTree call) {
    if (!TidyWords.COMPARES.contains(lastName(call.getMethodSelect()))) {
      return false;
    }
    var sides = new ArrayList<Tree>(call.getArguments());
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      sides.add(select.getExpression());
    }
    return sides.stream().noneMatch(TidyTree::isFixed)
        && sides.stream().anyMatch(side -> TidyWords.SECRET_NAME.matcher(named(side)).matches());
  }

  private static boolean isFixed(Tree side) {
    return side instanceof LiteralTree || TidyWords.CONSTANT.matcher(lastName(side)).matches();
  }

  private static String named(Tree side) {
    return side instanceof MethodInvocationTree call
        ? lastName(call.getMethodSelect())
        : lastName(side);
  }

  private static boolean isTimed(MethodInvocationTree call) {
    return call.getArguments().size() > 1
        && TidyWords.TIMED.contains(lastName(call.getMethodSelect()))
        && TidyWords.TIME_UNIT.matcher(call.getArguments().getLast().toString()).matches();
  }

  // ---- statements ----

  @Override
  public Void visitCatch(CatchTree handler, Void nothing) {
    var caught = handler.getParameter().getType().toString().split(" *\\| *");
    boolean broad = Stream.of(caught).anyMatch(TidyWords.BROAD::contains);
    if (broad && handler.getBlock().getStatements().isEmpty()) {
      report(handler, "swallows all that can go wrong: name the exception, or let it pass");
    }
    return super.visitCatch(handler, nothing);
  }

  @Override
  public Void visitSwitch(SwitchTree choice, Void nothing) {
    checkDefault(choice.getCases());
    return super.visitSwitch(choice, nothing);
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree choice, Void nothing) {
    checkDefault(choice.getCases());
    return super.visitSwitchExpression(choice, nothing);
  }

  private void checkDefault(List<? extends CaseTree> cases) {
    var labels = cases.stream().flatMap(choice -> choice.getLabels().stream()).toList();
    if (vocabulary.owns(labels)) {
      for (var label : labels) {
        if (label instanceof DefaultCaseLabelTree) {
          report(label, "no default over our own types: let the compiler be the checklist");
        }
      }
    }
  }

  private void report(Tree at, String advice) {
    problems.add(new TidyProblem(source.path(), source.line(at), advice));
  }

  /// The last name of a dotted name, without type arguments; empty for other expressions.
  static String lastName(Tree tree) {
    return switch (tree) {
      case IdentifierTree name -> name.getName().toString();
      case MemberSelectTree select -> select.getIdentifier().toString();
      case ParameterizedTypeTree generic -> lastName(generic.getType());
      case AnnotatedTypeTree annotated -> lastName(annotated.getUnderlyingType());
      default -> "";
    };
  }
}
