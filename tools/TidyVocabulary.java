import module java.base;
import module java.compiler;
import module jdk.compiler;

import javax.lang.model.element.Modifier;

/// Learns the constants of our enums and the kinds of our sealed types, by name only: enough to
/// tell a switch over our own vocabulary.
final class TidyVocabulary extends TreeScanner<Void, Void> {
  private final List<Set<String>> enums = new ArrayList<>();
  private final Set<String> kinds = new HashSet<>();

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    var name = type.getSimpleName();
    if (type.getKind() == Tree.Kind.ENUM) {
      enums.add(constants(type));
    }
    if (type.getModifiers().getFlags().contains(Modifier.SEALED)) {
      type.getPermitsClause().forEach(kind -> kinds.add(TidyTree.lastName(kind)));
      for (var member : type.getMembers()) {
        if (member instanceof ClassTree kind
            && kind.getImplementsClause().stream()
                .anyMatch(parent -> name.contentEquals(TidyTree.lastName(parent)))) {
          kinds.add(kind.getSimpleName().toString());
        }
      }
    }
    return super.visitClass(type, nothing);
  }

  private static Set<String> constants(ClassTree type) {
    return type.getMembers().stream()
        .filter(member -> member instanceof VariableTree field && isConstant(type, field))
        .map(member -> ((VariableTree) member).getName().toString())
        .collect(Collectors.toSet());
  }

  private static boolean isConstant(ClassTree type, VariableTree field) {
    return field.getInitializer() instanceof NewClassTree
        && type.getSimpleName().contentEquals(TidyTree.lastName(field.getType()));
  }

  /// Whether these labels of a switch name constants of one enum of ours, or a kind of ours.
  boolean owns(List<? extends CaseLabelTree> labels) {
    var names = new HashSet<String>();
    for (var label : labels) {
      if (label instanceof ConstantCaseLabelTree constant) {
        names.add(constant.getConstantExpression().toString());
      }
      if (label instanceof PatternCaseLabelTree pattern && isOwnKind(pattern.getPattern())) {
        return true;
      }
    }
    names.remove("null");
    return !names.isEmpty() && enums.stream().anyMatch(constants -> constants.containsAll(names));
  }

  private boolean isOwnKind(PatternTree pattern) {
    return switch (pattern) {
      case DeconstructionPatternTree taken -> isKind(taken.getDeconstructor());
      case BindingPatternTree bound -> isKind(bound.getVariable().getType());
      default -> false;
    };
  }

  private boolean isKind(Tree type) {
    return kinds.contains(TidyTree.lastName(type));
  }
}
