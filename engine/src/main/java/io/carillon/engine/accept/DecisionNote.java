package io.carillon.engine.accept;

/// What a message keeps of how it was decided, in at most 100 characters: of names that are too
/// long for that the rest is left out, never of what money depends on.
///
/// @param settings their revision, and the marks of the checks
/// @param valid whether the numbering plan knows the number, else only its length
/// @param route the rule that was taken; empty = none
/// @param lane the lane that it stands in
/// @param money what its charge depended on, each part after a semicolon; empty = nothing unusual
record DecisionNote(String settings, boolean valid, String route, String lane, String money) {
  private static final int MAX = 100;

  String text() {
    var way =
        settings
            + (valid ? "; valid" : "; possible")
            + (route.isEmpty() ? "" : "; route " + route)
            + ("; " + lane);
    int room = MAX - money.length();
    return (way.length() <= room ? way : way.substring(0, room)) + money;
  }
}
