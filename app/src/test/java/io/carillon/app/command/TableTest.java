package io.carillon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new Table("A", "NAME", "C");
    table.add("1", "short", "x");
    table.add("22", "much longer", "");

    assertThat(table.lines())
        .containsExactly("A   NAME         C", "1   short        x", "22  much longer");
  }

  @Test
  void aCellIsAsWideAsItsCharacters() {
    var table = new Table("A", "B");
    table.add("😀", "x");

    assertThat(table.lines()).containsExactly("A  B", "😀  x");
  }

  @Test
  void noCellSteersTheTerminal() {
    var table = new Table("A");
    table.add("\u001b[2Jgone\n\u202eevil");

    assertThat(table.lines().getLast()).isEqualTo("·[2Jgone··evil");
  }

  @Test
  void withoutRowsItIsEmpty() {
    assertThat(new Table("A").isEmpty()).isTrue();
  }
}
