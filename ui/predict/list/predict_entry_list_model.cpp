#include "ui/predict/list/predict_entry_list_model.h"

#include "core/picture/video_names.h"
#include "ui/text/path_text.h"
#include "ui/text/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kCachedPictures = 400; // a few screens of at most 80 KB each

bool sameNames(const std::vector<ClassLabel>& a, const std::vector<ClassLabel>& b) {
  return std::ranges::equal(a, b, {}, &ClassLabel::name, &ClassLabel::name);
}

bool failed(const PredictOutcome& outcome) { return !outcome.video && !outcome.analysis; }

/// What is known of a video whose analysis was stopped while it was off the list.
VideoAnalysis stoppedAnalysis(const VideoResults& results) {
  constexpr double kUsualRate = 25;
  const int frames = results.frames();
  return {true, frames, results.duration() > 0 ? (frames - 1) / results.duration() : kUsualRate, {}};
}

PredictEntry::State stateOf(const PredictOutcome& outcome, const PredictEntry& entry) {
  if (outcome.video) {
    const bool any = entry.results && entry.results->statistics().faceCount() > 0;
    return outcome.video->stopped ? PredictEntry::State::Waiting
                                  : (any ? PredictEntry::State::Done : PredictEntry::State::NoFace);
  }
  if (!outcome.analysis) {
    return PredictEntry::State::Failed;
  }
  return outcome.analysis->faces.empty() ? PredictEntry::State::NoFace : PredictEntry::State::Done;
}

/// A file by its bytes, which need not be text: a letter each.
QString keyOf(const std::filesystem::path& file) {
  return QString::fromLatin1(QByteArray::fromStdString(file.string()));
}

} // namespace

PredictEntryListModel::PredictEntryListModel(QObject* parent)
    : QAbstractListModel(parent), m_pictures(kCachedPictures) {}

int PredictEntryListModel::append(const std::vector<std::filesystem::path>& files, bool pasted) {
  std::vector<PredictEntry> fresh;
  for (const std::filesystem::path& file : files) {
    if (const QString key = keyOf(file); !m_files.contains(key)) {
      m_files.insert(key);
      PredictEntry& entry = fresh.emplace_back();
      entry.id = ++m_lastId;
      entry.file = file;
      entry.video = opensAsVideo(file);
      entry.pasted = pasted;
    }
  }
  if (!fresh.empty()) {
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    for (PredictEntry& entry : fresh) {
      m_rows.insert(entry.id, static_cast<int>(m_entries.size()));
      m_entries.push_back(std::move(entry));
    }
    endInsertRows();
  }
  return static_cast<int>(fresh.size());
}

void PredictEntryListModel::advance(const QVector<VideoUpdate>& news) {
  for (const VideoUpdate& video : news) {
    const int row = rowOf(video.id);
    if (row < 0) {
      continue;
    }
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    const auto known =
        entry.state == PredictEntry::State::Working ? static_cast<std::uint64_t>(entry.results->frames()) : 0;
    if (!video.frames.empty() && video.frames.front()->frame != known) {
      continue; // the last of an analysis whose results were forgotten meanwhile
    }
    if (entry.state != PredictEntry::State::Working) { // its first news; others may still read the results of before
      entry.state = PredictEntry::State::Working;
      entry.again = false;
      setOrigin(entry, video.origin);
      entry.results = std::make_shared<VideoResults>(video.origin.model->labels, video.framing);
    }
    for (const std::shared_ptr<const FrameResult>& result : video.frames) {
      entry.results->add(*result);
    }
    entry.progress = static_cast<double>(video.progress.done) / static_cast<double>(video.progress.total);
    entry.size = video.size;
    if (!video.thumbnail.isEmpty()) {
      entry.thumbnail = video.thumbnail;
      m_pictures.remove(entry.id);
    }
    emit dataChanged(index(row), index(row));
  }
}

void PredictEntryListModel::setOutcomes(const QVector<PredictOutcome>& outcomes) {
  for (const PredictOutcome& outcome : outcomes) {
    const int row = rowOf(outcome.id);
    if (row < 0) {
      continue;
    }
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    const bool stoppedAtOnce = outcome.video && outcome.video->stopped && entry.state != PredictEntry::State::Working;
    entry.again = false;
    entry.problem = outcome.problem;
    if (stoppedAtOnce || (entry.finished() && failed(outcome))) { // the result of before is better than none
      emit dataChanged(index(row), index(row));
      continue;
    }
    entry.state = stateOf(outcome, entry);
    setOrigin(entry, outcome.origin);
    if (entry.video) {
      if (entry.results) { // also of one that failed in the middle
        entry.results->finish(outcome.video ? *outcome.video : stoppedAnalysis(*entry.results));
      }
    } else {
      entry.analysis = outcome.analysis;
      entry.notes = outcome.notes;
      entry.size = outcome.size;
      entry.thumbnail = outcome.thumbnail;
      m_pictures.remove(entry.id);
    }
    emit dataChanged(index(row), index(row));
  }
}

void PredictEntryListModel::setOrigin(PredictEntry& entry, const AnalysisProvenance& origin) {
  std::vector<ClassLabel> classes = classLabels(*origin.model);
  if (!m_classes || !sameNames(*m_classes, classes)) {
    m_classes = std::make_shared<const std::vector<ClassLabel>>(std::move(classes));
  }
  entry.origin = origin;
  entry.classes = m_classes;
}

void PredictEntryListModel::setWhole(quint32 id) {
  const int row = rowOf(id);
  if (row >= 0) {
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.whole = true;
    entry.state = PredictEntry::State::Waiting;
    entry.analysis.reset();
    emit dataChanged(index(row), index(row));
  }
}

void PredictEntryListModel::setCurrentSetup(const CurrentSetup& now) {
  m_now = now;
  for (PredictEntry& entry : m_entries) {
    if (entry.finished()) {
      entry.problem.clear(); // it was about what was in use before
    }
  }
  changedAll();
}

void PredictEntryListModel::analyseAgain(const std::function<bool(const PredictEntry&)>& wanted) {
  const auto again = [&wanted](PredictEntry& entry) {
    if (!wanted(entry)) {
      return;
    }
    if (entry.finished()) {
      entry.again = true;
    } else {
      entry.state = PredictEntry::State::Waiting;
      entry.results.reset();
      entry.problem.clear();
    }
  };
  std::ranges::for_each(m_entries, again);
  for (Removed& removed : m_removed) {
    again(removed.entry);
  }
  changedAll();
}

void PredictEntryListModel::keepResults() {
  std::ranges::for_each(m_entries, [](PredictEntry& entry) { entry.again = false; });
}

void PredictEntryListModel::setFormatter(const PredictionFormatter& words) {
  m_formatter = words;
  changedAll();
}

void PredictEntryListModel::changedAll() {
  if (!m_entries.empty()) {
    emit dataChanged(index(0), index(rowCount() - 1));
  }
}

PredictionFormatter PredictEntryListModel::formatterFor(const PredictEntry& entry) const {
  PredictionFormatter words{entry.classes ? *entry.classes : m_formatter.classes, m_formatter.threshold, {}};
  switch (outdatedBy(entry)) {
  case Outdated::Model:
    words.origin =
        entry.model()->title().isEmpty() ? tr("from another model") : tr("from %1").arg(entry.model()->title());
    break;
  case Outdated::Settings:
    words.origin = tr("with other settings");
    break;
  case Outdated::No:
    break;
  }
  return words;
}

int PredictEntryListModel::classOf(const PredictEntry& entry, const AnalyzedFace& face) const {
  const QString& name = (*entry.classes)[static_cast<std::size_t>(face.label)].name;
  const auto found = std::ranges::find(m_formatter.classes, name, &ClassLabel::name);
  return found == m_formatter.classes.end() ? -1 : static_cast<int>(found - m_formatter.classes.begin());
}

void PredictEntryListModel::removeAll() {
  QVector<int> rows(rowCount());
  std::iota(rows.begin(), rows.end(), 0);
  remove(rows);
}

void PredictEntryListModel::remove(QVector<int> rows) {
  if (rows.isEmpty()) {
    return;
  }
  std::ranges::sort(rows);
  m_removed.clear();
  std::vector<PredictEntry> kept;
  beginResetModel(); // one signal for any number of rows
  auto next = rows.cbegin();
  for (int row = 0; row < rowCount(); ++row) {
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    if (next != rows.cend() && *next == row) {
      ++next;
      m_files.remove(keyOf(entry.file));
      m_removed.push_back({row, std::move(entry)});
    } else {
      kept.push_back(std::move(entry));
    }
  }
  m_entries = std::move(kept);
  renumber();
  endResetModel();
}

void PredictEntryListModel::restore() {
  beginResetModel();
  for (Removed& removed : m_removed) { // in order of row, so that each finds its place
    const QString key = keyOf(removed.entry.file);
    if (m_files.contains(key)) {
      continue; // it was added again in the meantime
    }
    m_files.insert(key);
    if (removed.entry.state == PredictEntry::State::Working) {
      removed.entry.state = PredictEntry::State::Waiting; // it was stopped when it was removed
      removed.entry.results->finish(stoppedAnalysis(*removed.entry.results));
    }
    const auto row = std::min<std::size_t>(static_cast<std::size_t>(removed.row), m_entries.size());
    m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(row), std::move(removed.entry));
  }
  m_removed.clear();
  renumber();
  endResetModel();
}

void PredictEntryListModel::renumber() {
  m_rows.clear();
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    m_rows.insert(m_entries[i].id, static_cast<int>(i));
  }
}

QVector<PredictTask> PredictEntryListModel::waiting(FaceMode mode) const {
  QVector<PredictTask> tasks;
  for (const PredictEntry& entry : m_entries) {
    if (entry.state == PredictEntry::State::Waiting || entry.again) {
      tasks.append({entry.id, entry.file, entry.whole ? FaceMode::Whole : mode, entry.video});
    }
  }
  return tasks;
}

double PredictEntryListModel::working() const {
  double sum = 0;
  for (const PredictEntry& entry : m_entries) {
    sum += entry.state == PredictEntry::State::Working ? entry.progress : 0;
  }
  return sum;
}

const PredictEntry* PredictEntryListModel::find(quint32 id) const {
  const int row = rowOf(id);
  return row < 0 ? nullptr : &m_entries[static_cast<std::size_t>(row)];
}

int PredictEntryListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PredictEntryListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) {
    return {};
  }
  const PredictEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
  const AnalyzedFace* top = entry.topFace();
  switch (role) {
  case Qt::DisplayRole: { // for screen readers; the delegate draws the parts
    const PredictionFormatter words = formatterFor(entry);
    return tr("%1: %2. %3", "an image or video, its emotion or state, its number of faces")
        .arg(words.name(entry), words.row(entry), words.faces(entry));
  }
  case Qt::ToolTipRole:
    return entry.problem.isEmpty() ? pathText(entry.file) : entry.problem;
  case IdRole:
    return entry.id;
  case NameRole:
    return m_formatter.name(entry);
  case StateRole:
    return static_cast<int>(entry.state);
  case ClassRole:
    return top != nullptr ? classOf(entry, *top) : -1;
  case EmotionRole:
    return top != nullptr ? formatterFor(entry).emotion(*top) : -1;
  case ConfidenceRole:
    return top != nullptr ? PredictionFormatter::confidence(*top) : -1.0;
  case UncertainRole:
    return top != nullptr && m_formatter.uncertain(*top);
  case ResultRole:
    return formatterFor(entry).row(entry);
  case FacesRole:
    return formatterFor(entry).faces(entry);
  case PictureRole:
    return picture(entry);
  case ProgressRole:
    return entry.state == PredictEntry::State::Working ? entry.progress : -1.0;
  default:
    return {};
  }
}

QPixmap PredictEntryListModel::picture(const PredictEntry& entry) const {
  if (entry.thumbnail.isEmpty()) {
    return {};
  }
  if (const QPixmap* known = m_pictures.object(entry.id)) {
    return *known;
  }
  QPixmap picture;
  picture.loadFromData(entry.thumbnail, "JPG");
  m_pictures.insert(entry.id, new QPixmap(picture));
  return picture;
}

} // namespace mien::ui
