package io.carillon.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SameAsMemoryTest {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void tenThousandRandomCommitsLeaveTheSameRowsOnSqlite() throws Exception {
    try (var store = Opened.freshSqlite(folder)) {
      SameAsMemory.check(Opened.ports(store), 1, 10_000);
    }
  }

  @Test
  void aThousandRandomCommitsLeaveTheSameRowsOnSqlite() throws Exception {
    try (var store = Opened.freshSqlite(folder)) {
      SameAsMemory.check(Opened.ports(store), 2, 1_000);
    }
  }

  @Test
  @Tag("slow")
  @Tag("postgres")
  void twoThousandRandomCommitsLeaveTheSameRowsOnPostgres() throws Exception {
    try (var store = Store.open(Opened.freshPostgres(), _ -> {})) {
      SameAsMemory.check(Opened.ports(store), 3, 2_000);
    }
  }
}
