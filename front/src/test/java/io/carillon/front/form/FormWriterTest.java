package io.carillon.front.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.http.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormWriterTest {
  @Test
  void writesFieldsInTheirOrder() {
    var form = new FormWriter().add("To", "+491234567890").add("Body", "Grüße & 100% =?");

    assertThat(form.text()).isEqualTo("To=%2B491234567890&Body=Gr%C3%BC%C3%9Fe+%26+100%25+%3D%3F");
    assertThat(form.fields())
        .isEqualTo(List.of(Map.entry("To", "+491234567890"), Map.entry("Body", "Grüße & 100% =?")));
  }

  @Test
  void whatItWritesReadsBack() {
    var form = new FormWriter().add("a", "1").add("b", "").add("a", "2").add("naïve", "\r\n\t");

    var read = Parameters.form(form.bytes()).orElseThrow();

    assertThat(read.all("a")).containsExactly("1", "2");
    assertThat(read.first("b")).contains("");
    assertThat(read.first("naïve")).contains("\r\n\t");
  }

  @Test
  void anEmptyFormIsEmpty() {
    assertThat(new FormWriter().bytes()).isEmpty();
  }

  @Test
  void showsNoValues() {
    assertThat(new FormWriter().add("Body", "secret")).hasToString("FormWriter[1 fields]");
  }
}
