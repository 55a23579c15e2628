package dev.baton.desktop.job;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** A job file to read: line numbers, highlighting, selection and copy. */
final class YamlView extends StackPane {
  private final CodeArea area = new CodeArea();

  YamlView() {
    area.setEditable(false);
    area.getStyleClass().add("code-area");
    area.setParagraphGraphicFactory(LineNumberFactory.get(area));
    getChildren().add(new VirtualizedScrollPane<>(area));
    setMinSize(0, 0);
  }

  void show(String text) {
    if (text.equals(area.getText())) {
      return;
    }
    area.replaceText(text);
    List<YamlHighlight.Part> parts = YamlHighlight.of(text);
    if (!parts.isEmpty()) {
      StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
      int at = 0;
      for (YamlHighlight.Part part : parts) {
        spans.add(Collections.emptyList(), part.start() - at);
        spans.add(
            List.of("yaml-" + part.kind().name().toLowerCase(Locale.ROOT)),
            part.end() - part.start());
        at = part.end();
      }
      spans.add(Collections.emptyList(), text.length() - at);
      area.setStyleSpans(0, spans.create());
    }
    area.moveTo(0);
    area.requestFollowCaret();
  }
}
