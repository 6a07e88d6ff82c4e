#include "ui/predict/list/predict_entry_list_model.h"

#include "ui/predict/list/entry_transitions.h"
#include "ui/text/path_text.h"

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kCachedPictures = 400; // a few screens of at most 80 KB each

bool sameNames(const std::vector<ClassLabel>& a, const std::vector<ClassLabel>& b) {
  return std::ranges::equal(a, b, {}, &ClassLabel::name, &ClassLabel::name);
}

/// A file by its bytes, which need not be text: a letter each.
QString keyOf(const std::filesystem::path& file) {
  return QString::fromLatin1(QByteArray::fromStdString(file.string()));
}

} // namespace

PredictEntryListModel::PredictEntryListModel(QObject* parent)
    : QAbstractListModel(parent), m_pictures(kCachedPictures) {}

int PredictEntryListModel::append(const std::vector<InputFile>& files, bool pasted) {
  std::vector<PredictEntry> fresh;
  for (const InputFile& file : files) {
    if (const QString key = keyOf(file.path); !m_files.contains(key)) {
      m_files.insert(key);
      PredictEntry& entry = fresh.emplace_back();
      entry.id = ++m_lastId;
      entry.file = file.path;
      entry.video = file.video;
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

void PredictEntryListModel::advance(const QVector<VideoUpdate>& updates) {
  for (const VideoUpdate& update : updates) {
    const int row = rowOf(update.id);
    if (row >= 0 && applyUpdate(entryAt(row), update, classesOf(update.origin))) {
      if (!update.thumbnail.isEmpty()) {
        m_pictures.remove(update.id);
      }
      emit dataChanged(index(row), index(row));
    }
  }
}

void PredictEntryListModel::setOutcomes(const QVector<PredictOutcome>& outcomes) {
  for (const PredictOutcome& outcome : outcomes) {
    if (const int row = rowOf(outcome.id); row >= 0) {
      applyOutcome(entryAt(row), outcome, classesOf(outcome.origin));
      m_pictures.remove(outcome.id);
      emit dataChanged(index(row), index(row));
    }
  }
}

SharedClasses PredictEntryListModel::classesOf(const AnalysisProvenance& origin) {
  std::vector<ClassLabel> classes = classLabels(*origin.model);
  if (!m_classes || !sameNames(*m_classes, classes)) {
    m_classes = std::make_shared<const std::vector<ClassLabel>>(std::move(classes));
  }
  return m_classes;
}

void PredictEntryListModel::setWhole(quint32 id) {
  if (const int row = rowOf(id); row >= 0) {
    takeAsWhole(entryAt(row));
    emit dataChanged(index(row), index(row));
  }
}

void PredictEntryListModel::setCurrentSetup(const CurrentSetup& now) {
  m_now = now;
  std::ranges::for_each(m_entries, changeSetup);
  changedAll();
}

void PredictEntryListModel::analyseAgain(const std::function<bool(const PredictEntry&)>& wanted) {
  const auto again = [&wanted](PredictEntry& entry) {
    if (wanted(entry)) {
      ui::analyseAgain(entry);
    }
  };
  std::ranges::for_each(m_entries, again);
  for (std::vector<Removed>& removal : m_removed) {
    for (Removed& removed : removal) {
      again(removed.entry);
    }
  }
  changedAll();
}

void PredictEntryListModel::keepResults() { std::ranges::for_each(m_entries, keepResult); }

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

int PredictEntryListModel::remove(const QSet<quint32>& ids) {
  std::vector<Removed>& removed = m_removed[++m_removals];
  std::vector<PredictEntry> kept;
  beginResetModel(); // one signal for any number of rows
  for (int row = 0; row < rowCount(); ++row) {
    PredictEntry& entry = entryAt(row);
    if (ids.contains(entry.id)) {
      m_files.remove(keyOf(entry.file));
      removed.push_back({row, std::move(entry)});
    } else {
      kept.push_back(std::move(entry));
    }
  }
  m_entries = std::move(kept);
  renumber();
  endResetModel();
  return m_removals;
}

void PredictEntryListModel::restore(int removal) {
  beginResetModel();
  for (Removed& removed : m_removed.take(removal)) { // in order of row, so that each finds its place
    const QString key = keyOf(removed.entry.file);
    if (m_files.contains(key)) {
      continue; // it was added again in the meantime
    }
    m_files.insert(key);
    putBack(removed.entry);
    const auto row = std::min<std::size_t>(static_cast<std::size_t>(removed.row), m_entries.size());
    m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(row), std::move(removed.entry));
  }
  renumber();
  endResetModel();
}

void PredictEntryListModel::forget(int removal) { m_removed.remove(removal); }

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
