#include "ui/live/source/location_edit.h"

#include "core/common/text/address.h"
#include "ui/look/icons.h"
#include "ui/text/qt_strings.h"
#include "ui/text/video_patterns.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

namespace mien::ui {

namespace {

using Kind = LiveSource::Kind;

QString locationKey(Kind kind) { return QStringLiteral("live/location/%1").arg(static_cast<int>(kind)); }

/// Settings lie open on the disk.
QString storable(Kind kind, const QString& location) {
  return kind == Kind::Url ? toQt(withoutPassword(location.toStdString())) : location;
}

} // namespace

LocationEdit::LocationEdit(QWidget* parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_browse(new QPushButton(icon("open"), tr("&Choose..."), this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_line, 1);
  layout->addWidget(m_browse);
  setFocusProxy(m_line);
  connect(m_line, &QLineEdit::editingFinished, this, [this] {
    if (m_line->isModified()) { // also comes when the focus merely leaves
      m_line->setModified(false);
      rememberText();
      emit changed();
    }
  });
  connect(m_browse, &QPushButton::clicked, this, &LocationEdit::chooseFile);
}

void LocationEdit::setKind(Kind kind) {
  m_kind = kind;
  m_browse->setVisible(kind != Kind::Url);
  QString stored = QSettings().value(locationKey(kind)).toString();
  if (const QString safe = storable(kind, stored); safe != stored) { // of an earlier version
    remember(kind, safe);
    stored = safe;
  }
  m_line->setText(kind == Kind::Url && stored == storable(kind, m_address) ? m_address : stored);
  m_line->setPlaceholderText(kind == Kind::Url         ? tr("rtsp:// or http:// address of a stream")
                             : kind == Kind::Video     ? tr("Path of a video")
                             : kind == Kind::Recording ? tr("Folder of a recording")
                                                       : tr("Path of a folder with images"));
  m_line->setAccessibleName(m_line->placeholderText());
}

void LocationEdit::setLocation(const std::string& location) {
  m_line->setText(m_kind == Kind::Url ? toQt(location) : toQt(std::filesystem::path(location)));
  rememberText();
}

std::string LocationEdit::location() const {
  return m_kind == Kind::Url ? text().toStdString() : toPath(text()).string();
}

QString LocationEdit::name() const {
  // Names are shown, and stored in recordings that people share.
  return m_kind == Kind::Url ? toQt(withoutPassword(text().toStdString())) : QFileInfo(text()).fileName();
}

QString LocationEdit::text() const { return m_line->text().trimmed(); }

void LocationEdit::remember(Kind kind, const QString& location) {
  QSettings().setValue(locationKey(kind), storable(kind, location));
}

void LocationEdit::rememberText() {
  if (m_kind == Kind::Url) {
    m_address = text();
  }
  remember(m_kind, text());
}

void LocationEdit::chooseFile() {
  QString chosen;
  switch (m_kind) {
  case Kind::Video:
    chosen = QFileDialog::getOpenFileName(this, tr("Choose a Video"), text(),
                                          tr("Videos (%1);;All files (*)").arg(videoPatterns()));
    break;
  case Kind::Folder:
    chosen = QFileDialog::getExistingDirectory(this, tr("Choose a Folder of Images"), text());
    break;
  case Kind::Recording:
    chosen = QFileDialog::getExistingDirectory(this, tr("Choose a Recording"), text());
    break;
  case Kind::Camera:
  case Kind::Url:
    return;
  }
  if (!chosen.isEmpty()) {
    m_line->setText(chosen);
    rememberText();
    emit changed();
  }
}

} // namespace mien::ui
