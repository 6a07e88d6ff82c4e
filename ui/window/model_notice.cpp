#include "ui/window/model_notice.h"
#include "ui/text/message_text.h"

#include "core/model/weights_file.h"
#include "ui/text/emotion_name.h"
#include "ui/text/model_title.h"
#include "ui/text/qt_strings.h"
#include "ui/window/dialogs/describe_model_dialog.h"
#include "ui/workspace/stored_hints.h"

#include <QLocale>
#include <QPushButton>
#include <QStringList>

namespace mien::ui {

ModelNotice::ModelNotice(QWidget* parent) : MessageBanner(parent), m_reader(this) {
  setDismissable(true);
  auto* button = new QPushButton(tr("Describe the &Model..."));
  setAction(button);
  connect(button, &QPushButton::clicked, this, &ModelNotice::describe);
}

void ModelNotice::setModel(const QString& file) {
  m_file = file;
  clear();
  if (file.isEmpty()) {
    m_reader.cancel();
    return;
  }
  m_reader.start([file](const std::stop_token& /*stop*/) { return readModelInfo(toPath(file), storedHints(file)); },
                 [this](const ModelInfo& info) { take(info); },
                 [](const QString& /*message*/) {}); // whoever uses it says what is wrong with it
}

void ModelNotice::take(const ModelInfo& info) {
  m_info = info;
  QStringList lines;
  for (const AssumedField what : info.assumed) {
    switch (what) {
    case AssumedField::Labels: {
      QStringList labels;
      for (const std::string& label : info.labels) {
        labels.append(emotionName(label));
      }
      lines.append(tr("The order of its labels; assumed is that of FER+: %1. With another order faces get wrong names.")
                       .arg(labels.join(QStringLiteral(", "))));
      break;
    }
    case AssumedField::InputSize:
      lines.append(tr("Its input size; assumed is %1 px.").arg(info.inputSize));
      break;
    case AssumedField::Normalisation:
      lines.append(
          tr("Its normalisation; assumed are a mean of %1 and a deviation of %2.")
              .arg(QLocale().toString(info.mean.front(), 'g', 4), QLocale().toString(info.deviation.front(), 'g', 4)));
      break;
    }
  }
  for (const Message& remark : info.remarks) {
    lines.append(messageText(remark));
  }
  if (!lines.isEmpty()) {
    const QString title = info.assumed.empty() ? tr("The file of %1 holds more than its model.")
                                               : tr("The file of %1 does not say all of its model.");
    showMessage(Kind::Warning, title.arg(modelTitle(m_file)), lines.join(QLatin1Char('\n')));
  }
}

void ModelNotice::describe() {
  auto* dialog = new DescribeModelDialog(modelTitle(m_file), m_info, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, file = m_file] {
    storeHints(file, dialog->hints());
    emit described();
  });
  dialog->open();
}

} // namespace mien::ui
