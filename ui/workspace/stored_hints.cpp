#include "ui/workspace/stored_hints.h"

#include "ui/text/qt_strings.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>

namespace mien::ui {

namespace {

/// A path has characters that keys of settings must not have.
QString groupOf(const QString& file) {
  const QByteArray path = QFileInfo(file).absoluteFilePath().toUtf8();
  return QStringLiteral("models/%1")
      .arg(QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex()));
}

/// Another file under the same name is another model.
QString stampOf(const QString& file) {
  const QFileInfo info(file);
  return QStringLiteral("%1 %2").arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch());
}

} // namespace

ModelHints storedHints(const QString& file) {
  QSettings settings;
  settings.beginGroup(groupOf(file));
  ModelHints hints;
  if (settings.value(QStringLiteral("stamp")).toString() != stampOf(file)) {
    return hints;
  }
  for (const QString& label : settings.value(QStringLiteral("labels")).toStringList()) {
    hints.labels.push_back(label.toStdString());
  }
  if (settings.contains(QStringLiteral("size"))) {
    hints.inputSize = settings.value(QStringLiteral("size")).toInt();
  }
  if (settings.contains(QStringLiteral("mean"))) {
    hints.mean = settings.value(QStringLiteral("mean")).toFloat();
  }
  if (settings.contains(QStringLiteral("deviation"))) {
    hints.deviation = settings.value(QStringLiteral("deviation")).toFloat();
  }
  return hints;
}

void storeHints(const QString& file, const ModelHints& hints) {
  QSettings settings;
  settings.beginGroup(groupOf(file));
  settings.remove(QString());
  settings.setValue(QStringLiteral("stamp"), stampOf(file));
  QStringList labels;
  for (const std::string& label : hints.labels) {
    labels.append(toQt(label));
  }
  if (!labels.isEmpty()) {
    settings.setValue(QStringLiteral("labels"), labels);
  }
  if (hints.inputSize) {
    settings.setValue(QStringLiteral("size"), *hints.inputSize);
  }
  if (hints.mean) {
    settings.setValue(QStringLiteral("mean"), static_cast<double>(*hints.mean));
  }
  if (hints.deviation) {
    settings.setValue(QStringLiteral("deviation"), static_cast<double>(*hints.deviation));
  }
}

} // namespace mien::ui
