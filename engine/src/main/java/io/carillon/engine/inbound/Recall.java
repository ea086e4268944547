package io.carillon.engine.inbound;

import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import java.util.List;

/// By what the deliveries of which something is made are known again.
interface Recall {
  /// They are not.
  Recall NONE =
      new Recall() {
        @Override
        public List<Write> rows(Id whose) {
          return List.of();
        }

        @Override
        public void waive() {}
      };

  /// The rows of the commit that keeps it.
  ///
  /// @param whose the message or stray that is made of them
  List<Write> rows(Id whose);

  /// They are not to be known again: what is the same comes as another one.
  void waive();
}
