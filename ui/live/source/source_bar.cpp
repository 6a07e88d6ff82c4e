#include "ui/live/source/source_bar.h"

#include "ui/live/source/location_edit.h"
#include "ui/look/icons.h"
#include "ui/models/model_picker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace mien::ui {

namespace {

using Kind = LiveSource::Kind;

const auto kKindKey = QStringLiteral("live/source");
const auto kCameraKey = QStringLiteral("live/camera");
const auto kLoopKey = QStringLiteral("live/loop");
constexpr int kLeastLetters = 16;
constexpr int kMostLetters = 48;

} // namespace

SourceBar::SourceBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_picker(new ModelPicker(workspace, this)), m_kind(new QComboBox(this)),
      m_location(new LocationEdit(this)), m_refresh(new QToolButton(this)), m_loop(new QCheckBox(tr("&Loop"), this)),
      m_start(new QPushButton(this)), m_record(new QPushButton(this)),
      m_snapshot(new QPushButton(icon("image"), tr("S&napshot"), this)), m_notice(new QToolButton(this)) {
  m_kind->setAccessibleName(tr("What to watch"));
  m_kind->setToolTip(tr("A camera, a video, images, a stream from the network, or what was recorded before."));
  m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_refresh->setIcon(icon("search"));
  m_refresh->setToolTip(tr("Look for cameras again"));
  m_refresh->setAccessibleName(m_refresh->toolTip());
  m_loop->setToolTip(tr("Begin again after the last picture"));
  m_loop->setChecked(QSettings().value(kLoopKey, false).toBool());
  m_snapshot->setToolTip(tr("Save the picture with its boxes as a PNG file (S)"));
  m_notice->setIcon(icon("info"));
  m_notice->setToolTip(tr("What happens to the pictures, and what a model can tell about a face"));
  m_notice->setAccessibleName(m_notice->toolTip());
  for (QToolButton* button : {m_refresh, m_notice}) {
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
  }

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_kind);
  layout->addWidget(m_refresh);
  layout->addWidget(m_location, 1);
  layout->addWidget(m_loop);
  auto* model = new QLabel(tr("Mode&l:"), this);
  model->setBuddy(m_picker);
  m_picker->followModelInUse();
  m_picker->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
  layout->addSpacing(8);
  layout->addWidget(model);
  layout->addWidget(m_picker, 1);
  layout->addStretch();
  for (QWidget* widget : {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_record),
                          static_cast<QWidget*>(m_snapshot), static_cast<QWidget*>(m_notice)}) {
    layout->addWidget(widget);
  }

  connect(m_kind, &QComboBox::activated, this, &SourceBar::kindChosen);
  connect(m_location, &LocationEdit::changed, this, &SourceBar::changed);
  connect(m_refresh, &QToolButton::clicked, this, &SourceBar::refreshRequested);
  connect(m_loop, &QCheckBox::toggled, this, [this](bool loop) {
    QSettings().setValue(kLoopKey, loop);
    emit changed();
  });
  connect(m_start, &QPushButton::clicked, this, [this] {
    if (m_running) {
      emit stopRequested();
    } else {
      emit startRequested();
    }
  });
  connect(m_record, &QPushButton::clicked, this, &SourceBar::recordToggled);
  connect(m_snapshot, &QPushButton::clicked, this, &SourceBar::snapshotRequested);
  connect(m_notice, &QToolButton::clicked, this, &SourceBar::noticeRequested);
  setCameras({});
  const int kind = QSettings().value(kKindKey, static_cast<int>(Kind::Camera)).toInt();
  m_kind->setCurrentIndex(std::max(0, m_kind->findData(kind)));
  showKind();
  setButtonStates({});
}

Kind SourceBar::kind() const { return static_cast<Kind>(m_kind->currentData().toInt()); }

void SourceBar::setCameras(const std::vector<Camera>& cameras) {
  const bool camera = m_kind->count() == 0 || kind() == Kind::Camera;
  const int other = m_kind->currentData().toInt();
  const QString before = m_kind->currentText();
  const auto place = static_cast<std::size_t>(std::max(0, m_kind->currentIndex()));
  const bool watching = m_running && camera && place < m_cameras.size();
  std::vector<Camera> shown = cameras;
  if (watching && std::ranges::find(cameras, before, &Camera::name) == cameras.end()) {
    shown.push_back(m_cameras[place]); // unplugged; it may come back
  }
  m_cameras = std::move(shown);
  const QSignalBlocker blocker(m_kind);
  m_kind->clear();
  for (const Camera& found : m_cameras) {
    m_kind->addItem(icon("live"), found.name, static_cast<int>(Kind::Camera));
  }
  if (m_cameras.empty()) {
    m_kind->addItem(icon("live"), tr("Camera"), static_cast<int>(Kind::Camera));
  }
  m_kind->insertSeparator(m_kind->count());
  m_kind->addItem(icon("play"), tr("Video file"), static_cast<int>(Kind::Video));
  m_kind->addItem(icon("folder"), tr("Image folder"), static_cast<int>(Kind::Folder));
  m_kind->addItem(icon("model"), tr("Network address"), static_cast<int>(Kind::Url));
  m_kind->addItem(icon("save"), tr("Recording"), static_cast<int>(Kind::Recording));
  const auto placeOf = [this](const QString& name) { // of the separator the text is empty, too
    return name.isEmpty() ? -1 : m_kind->findText(name);
  };
  const int remembered = placeOf(QSettings().value(kCameraKey).toString());
  const int chosen = !camera ? m_kind->findData(other) : watching || remembered < 0 ? placeOf(before) : remembered;
  m_kind->setCurrentIndex(std::max(0, chosen));
  showKindWidth();
}

LiveSource SourceBar::source() const {
  LiveSource source;
  source.kind = kind();
  source.loop = m_loop->isChecked() && (source.kind == Kind::Video || source.kind == Kind::Folder);
  if (source.kind == Kind::Camera) {
    const auto place = static_cast<std::size_t>(m_kind->currentIndex());
    if (place < m_cameras.size()) {
      source.location = m_cameras[place].location;
      source.name = m_cameras[place].name;
    }
    return source;
  }
  source.location = m_location->location();
  source.name = m_location->name();
  return source;
}

void SourceBar::setSource(const LiveSource& source) {
  m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(source.kind))));
  showKind();
  if (source.kind != Kind::Camera) {
    m_location->setLocation(source.location);
    m_loop->setChecked(source.loop);
  }
  remember();
  emit changed();
}

void SourceBar::setKind(Kind kind) {
  m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(kind))));
  kindChosen();
}

void SourceBar::kindChosen() {
  showKind();
  remember();
  emit changed();
}

void SourceBar::showKindWidth() {
  const int letters = kind() == Kind::Camera ? static_cast<int>(m_kind->currentText().size()) : 0;
  m_kind->setMinimumContentsLength(std::clamp(letters, kLeastLetters, kMostLetters)); // a camera has the line to itself
}

void SourceBar::showKind() {
  showKindWidth();
  const Kind chosen = kind();
  m_refresh->setVisible(chosen == Kind::Camera);
  m_location->setVisible(chosen != Kind::Camera);
  m_location->setKind(chosen);
  m_loop->setVisible(chosen == Kind::Video || chosen == Kind::Folder);
}

void SourceBar::remember() {
  QSettings settings;
  settings.setValue(kKindKey, static_cast<int>(kind()));
  if (kind() == Kind::Camera) {
    settings.setValue(kCameraKey, m_kind->currentText());
  }
}

void SourceBar::chooseFile() { m_location->chooseFile(); }

void SourceBar::setButtonStates(const ButtonStates& states) {
  m_running = states.running;
  m_start->setIcon(icon(states.running ? "stop" : "play"));
  m_start->setText(states.running ? tr("S&top") : tr("S&tart"));
  m_start->setToolTip(states.running ? tr("Stop (space bar)") : tr("Start (space bar)"));
  m_start->setEnabled(states.running || states.startable);
  m_record->setIcon(icon(states.recording ? "stop" : "save"));
  m_record->setText(states.recording ? tr("End &Recording") : tr("&Record"));
  m_record->setToolTip(states.recording ? tr("End the recording and keep it (R)")
                                        : tr("Write what is found into a table, from now on (R)"));
  m_record->setEnabled(states.recording || states.recordable);
  m_snapshot->setEnabled(states.snapshot);
}

} // namespace mien::ui
