package io.carillon.app.command;

/// One thing that the doctor looked at.
///
/// @param about what, in a word or two
/// @param what how it stands
/// @param advice what to do about it; empty where nothing is to be done
record Finding(Level level, String about, String what, String advice) {
  /// How bad it is.
  enum Level {
    OK("ok"),
    NOTE("note"),
    WARN("warn"),
    FAIL("FAIL");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Finding ok(String about, String what) {
    return new Finding(Level.OK, about, what, "");
  }

  static Finding note(String about, String what, String advice) {
    return new Finding(Level.NOTE, about, what, advice);
  }

  static Finding warn(String about, String what, String advice) {
    return new Finding(Level.WARN, about, what, advice);
  }

  static Finding fail(String about, String what, String advice) {
    return new Finding(Level.FAIL, about, what, advice);
  }
}
