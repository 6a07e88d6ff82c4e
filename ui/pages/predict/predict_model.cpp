#include "ui/pages/predict/predict_model.h"

#include "core/live/frame_source.h"
#include "ui/support/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kCachedPictures = 400; // a few screens of at most 80 KB each

PredictEntry::State stateOf(const PredictOutcome& outcome, const PredictEntry& entry) {
  if (outcome.video) {
    const bool any = entry.results && entry.results->statistics().faceCount() > 0;
    return outcome.video->stopped ? PredictEntry::State::Waiting
                                  : (any ? PredictEntry::State::Done : PredictEntry::State::NoFace);
  }
  if (!outcome.analysis) {
    return PredictEntry::State::Unreadable;
  }
  return outcome.analysis->faces.empty() ? PredictEntry::State::NoFace : PredictEntry::State::Done;
}

} // namespace

PredictModel::PredictModel(QObject* parent) : QAbstractListModel(parent), m_pictures(kCachedPictures) {}

int PredictModel::append(const std::vector<std::filesystem::path>& files, bool pasted) {
  std::vector<PredictEntry> fresh;
  for (const std::filesystem::path& file : files) {
    const QString name = toQt(file);
    if (!m_files.contains(name)) {
      m_files.insert(name);
      PredictEntry& entry = fresh.emplace_back();
      entry.id = ++m_lastId;
      entry.file = file;
      entry.video = hasVideoSuffix(file);
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

void PredictModel::advance(const QVector<VideoNews>& news) {
  for (const VideoNews& video : news) {
    const int row = rowOf(video.id);
    if (row < 0) {
      continue;
    }
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    if (entry.state != PredictEntry::State::Working) { // its first news; others may still read the results of before
      entry.state = PredictEntry::State::Working;
      entry.results = std::make_shared<VideoResults>(video.model->labels, video.framing);
    }
    for (const VideoNews::Frame& frame : video.frames) {
      entry.results->add(*frame.result, frame.fingerprint);
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

void PredictModel::setOutcomes(const QVector<PredictOutcome>& outcomes) {
  for (const PredictOutcome& outcome : outcomes) {
    const int row = rowOf(outcome.id);
    if (row < 0) {
      continue;
    }
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.state = stateOf(outcome, entry);
    entry.problem = outcome.problem;
    if (entry.video) {
      if (outcome.video && entry.results) {
        entry.results->finish(*outcome.video);
      }
    } else {
      entry.analysis = outcome.analysis;
      entry.size = outcome.size;
      entry.thumbnail = outcome.thumbnail;
      m_pictures.remove(entry.id);
    }
    emit dataChanged(index(row), index(row));
  }
}

void PredictModel::setWhole(quint32 id) {
  const int row = rowOf(id);
  if (row >= 0) {
    PredictEntry& entry = m_entries[static_cast<std::size_t>(row)];
    entry.whole = true;
    entry.state = PredictEntry::State::Waiting;
    entry.analysis.reset();
    emit dataChanged(index(row), index(row));
  }
}

void PredictModel::forgetResults() {
  const auto forget = [](PredictEntry& entry) {
    entry.state = PredictEntry::State::Waiting;
    entry.analysis.reset();
    entry.results.reset();
    entry.problem.clear();
  };
  std::ranges::for_each(m_entries, forget);
  for (Removed& removed : m_removed) {
    forget(removed.entry);
  }
  if (!m_entries.empty()) {
    emit dataChanged(index(0), index(rowCount() - 1));
  }
}

void PredictModel::setWords(const PredictionWords& words) {
  m_words = words;
  if (!m_entries.empty()) {
    emit dataChanged(index(0), index(rowCount() - 1));
  }
}

void PredictModel::removeAll() {
  QVector<int> rows(rowCount());
  std::iota(rows.begin(), rows.end(), 0);
  remove(rows);
}

void PredictModel::remove(QVector<int> rows) {
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
      m_files.remove(toQt(entry.file));
      m_removed.push_back({row, std::move(entry)});
    } else {
      kept.push_back(std::move(entry));
    }
  }
  m_entries = std::move(kept);
  renumber();
  endResetModel();
}

void PredictModel::restore() {
  beginResetModel();
  for (Removed& removed : m_removed) { // in order of row, so that each finds its place
    if (m_files.contains(toQt(removed.entry.file))) {
      continue; // it was added again in the meantime
    }
    m_files.insert(toQt(removed.entry.file));
    if (removed.entry.state == PredictEntry::State::Working) {
      removed.entry.state = PredictEntry::State::Waiting; // it was stopped when it was removed
    }
    const auto row = std::min<std::size_t>(static_cast<std::size_t>(removed.row), m_entries.size());
    m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(row), std::move(removed.entry));
  }
  m_removed.clear();
  renumber();
  endResetModel();
}

void PredictModel::renumber() {
  m_rows.clear();
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    m_rows.insert(m_entries[i].id, static_cast<int>(i));
  }
}

QVector<PredictTask> PredictModel::waiting(FaceMode mode) const {
  QVector<PredictTask> tasks;
  for (const PredictEntry& entry : m_entries) {
    if (entry.state == PredictEntry::State::Waiting) {
      tasks.append({entry.id, entry.file, entry.whole ? FaceMode::Whole : mode, entry.video});
    }
  }
  return tasks;
}

double PredictModel::working() const {
  double sum = 0;
  for (const PredictEntry& entry : m_entries) {
    sum += entry.state == PredictEntry::State::Working ? entry.progress : 0;
  }
  return sum;
}

const PredictEntry* PredictModel::find(quint32 id) const {
  const int row = rowOf(id);
  return row < 0 ? nullptr : &m_entries[static_cast<std::size_t>(row)];
}

int PredictModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PredictModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) {
    return {};
  }
  const PredictEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
  const AnalyzedFace* top = entry.topFace();
  switch (role) {
  case Qt::DisplayRole: // for screen readers; the delegate draws the parts
    return tr("%1: %2. %3", "an image or video, its emotion or state, its number of faces")
        .arg(m_words.name(entry), m_words.row(entry), m_words.faces(entry));
  case Qt::ToolTipRole:
    return entry.problem.isEmpty() ? toQt(entry.file) : entry.problem;
  case IdRole:
    return entry.id;
  case NameRole:
    return m_words.name(entry);
  case StateRole:
    return static_cast<int>(entry.state);
  case ClassRole:
    return top != nullptr ? top->label : -1;
  case EmotionRole:
    return top != nullptr ? m_words.emotion(*top) : -1;
  case ConfidenceRole:
    return top != nullptr ? PredictionWords::confidence(*top) : -1.0;
  case UncertainRole:
    return top != nullptr && m_words.uncertain(*top);
  case ResultRole:
    return m_words.row(entry);
  case FacesRole:
    return m_words.faces(entry);
  case PictureRole:
    return picture(entry);
  case ProgressRole:
    return entry.state == PredictEntry::State::Working ? entry.progress : -1.0;
  default:
    return {};
  }
}

QPixmap PredictModel::picture(const PredictEntry& entry) const {
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
