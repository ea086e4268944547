package io.carillon.front.mycpaas;

import io.carillon.front.cases.DialectCase;
import io.carillon.front.cases.DialectCases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MycpaasCasesTest {
  static List<DialectCase> cases() throws IOException, URISyntaxException {
    return DialectCases.of("mycpaas");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheCaseSays(DialectCase one) throws IOException, InterruptedException {
    DialectCases.play(one);
  }
}
