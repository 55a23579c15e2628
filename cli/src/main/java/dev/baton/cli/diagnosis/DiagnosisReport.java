package dev.baton.cli.diagnosis;

import dev.baton.common.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The run in words and figures.
 *
 * @param command that would do it again
 * @param skipped causes that could not be put on this lab, and why
 * @param failed trials that came to no judgement, and why: they count as not right
 */
record DiagnosisReport(
    String command, List<TrialResult> results, List<String> skipped, List<String> failed) {
  static final String MARKDOWN = "diagnosis.md";
  static final String JSON = "diagnosis.json";

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(MARKDOWN), markdown());
    Files.write(
        folder.resolve(JSON),
        ApiJson.lenient().writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
  }

  private Map<String, Object> json() {
    ConfusionMatrix matrix = ConfusionMatrix.of(results);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("command", command);
    all.put("trials", matrix.trials());
    all.put("right", matrix.right());
    all.put("scopes", matrix.scopes());
    all.put("scopesExact", matrix.scopesExact());
    Map<String, Object> rows = new LinkedHashMap<>();
    matrix.rows().forEach(row -> rows.put(row.truth.name(), row.named));
    all.put("matrix", rows);
    all.put("skipped", skipped);
    all.put("failed", failed);
    all.put("results", results);
    return all;
  }

  String markdown() {
    ConfusionMatrix matrix = ConfusionMatrix.of(results);
    StringBuilder text = new StringBuilder();
    text.append("# Blind diagnosis\n`").append(command).append("`\n\n");
    text.append(
        "%d trials, %d of them without a judgement: cause right %s (%d), scope exact %s (%d of %d).\n\n"
            .formatted(
                matrix.trials() + failed.size(),
                failed.size(),
                ConfusionMatrix.share(matrix.right(), matrix.trials() + failed.size()),
                matrix.right(),
                ConfusionMatrix.share(matrix.scopesExact(), matrix.scopes()),
                matrix.scopesExact(),
                matrix.scopes()));
    long busy = results.stream().mapToLong(TrialResult::ofTheMachine).sum();
    if (busy > 0) {
      text.append(
          "Left out: %d incidents which say that this machine's processors are busy, raised while our own reading of the kernel's counters said so too.\n\n"
              .formatted(busy));
    }
    confusion(text, matrix);
    figures(text, matrix);
    wrong(text);
    lines(text, "Trials without a judgement", failed);
    lines(text, "Left out", skipped);
    return text.toString();
  }

  private static void lines(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n## ").append(title).append('\n');
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
  }

  private static void confusion(StringBuilder text, ConfusionMatrix matrix) {
    List<String> columns = matrix.columns();
    text.append("## True cause (rows) against named cause (columns)\n");
    row(text, "injected", columns);
    row(text, "---", columns.stream().map(column -> "---").toList());
    for (ConfusionMatrix.Row row : matrix.rows()) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        Integer count = row.named.get(column);
        cells.add(
            count == null ? "" : column.equals(row.trueAnswer) ? "**" + count + "**" : "" + count);
      }
      row(text, row.truth.name(), cells);
    }
  }

  private static void figures(StringBuilder text, ConfusionMatrix matrix) {
    text.append("\n## Each cause\nMedian / maximum in seconds.\n\n");
    row(
        text,
        "injected",
        List.of(
            "how",
            "right answer",
            "right",
            "scope exact",
            "fault to incident",
            "fault to closing",
            "healing to closing"));
    row(text, "---", List.of("---", "---", "---", "---", "---", "---", "---"));
    for (ConfusionMatrix.Row row : matrix.rows()) {
      row(
          text,
          row.truth.name(),
          List.of(
              row.truth.how(),
              row.truth.kind() == null ? row.trueAnswer : row.truth.kind() + " " + row.trueAnswer,
              row.right + " of " + row.trials,
              row.scopes == 0 ? "-" : row.scopesExact + " of " + row.scopes,
              ConfusionMatrix.seconds(row.raisedMs),
              ConfusionMatrix.seconds(row.closedMs),
              ConfusionMatrix.seconds(row.closedAfterHealMs)));
    }
  }

  private void wrong(StringBuilder text) {
    List<TrialResult> wrong =
        results.stream()
            .filter(result -> !result.right() || Boolean.FALSE.equals(result.scopeExact()))
            .toList();
    if (wrong.isEmpty()) {
      return;
    }
    text.append("\n## What was not right\n");
    for (TrialResult result : wrong) {
      text.append("- round ")
          .append(result.round())
          .append(", ")
          .append(result.truth())
          .append(" on ")
          .append(result.target())
          .append(": named ")
          .append(result.named())
          .append("; scope ")
          .append(result.scope())
          .append('\n');
      result.incidents().forEach(line -> text.append("  - ").append(line).append('\n'));
    }
  }

  private static void row(StringBuilder text, String first, List<String> cells) {
    text.append("| ")
        .append(first)
        .append(cells.stream().map(cell -> " | " + cell).collect(Collectors.joining()))
        .append(" |\n");
  }
}
