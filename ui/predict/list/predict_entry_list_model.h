#pragma once

#include "core/picture/input_files.h"
#include "ui/predict/analysis/outdated.h"
#include "ui/predict/analysis/predict_task.h"
#include "ui/predict/list/entry_transitions.h"
#include "ui/predict/list/predict_entry.h"
#include "ui/predict/view/prediction_formatter.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>
#include <QPixmap>
#include <QSet>
#include <QVector>

#include <functional>
#include <memory>
#include <vector>

namespace mien::ui {

/// The images and videos of the Predict page with their results, in the order they came.
class PredictEntryListModel : public QAbstractListModel {
  Q_OBJECT

public:
  enum Role {
    IdRole = Qt::UserRole, ///< quint32
    NameRole,
    StateRole,      ///< int of PredictEntry::State
    ClassRole,      ///< int: index of the top face's class in formatter().classes, -1 without one
    EmotionRole,    ///< int for emotionColor(), -1 when uncertain or without a face
    ConfidenceRole, ///< double, -1 without a face
    UncertainRole,  ///< bool
    ResultRole,     ///< QString: top emotion or state
    FacesRole,      ///< QString: how many faces, and what the result is from when that is not in use any more
    PictureRole,    ///< QPixmap, null while there is none
    ProgressRole,   ///< double: of the video being analysed, 0..1; -1 when none is
  };

  explicit PredictEntryListModel(QObject* parent = nullptr);

  /// Appends the files that are not in the list yet; returns how many.
  int append(const std::vector<InputFile>& files, bool pasted = false);
  void advance(const QVector<VideoUpdate>& updates);         ///< of videos that may be gone by now
  void setOutcomes(const QVector<PredictOutcome>& outcomes); ///< of images that may be gone by now
  void setWhole(quint32 id);                                 ///< has it analysed as one face from now on

  void setCurrentSetup(const CurrentSetup& now); ///< changes no result
  [[nodiscard]] Outdated outdatedBy(const PredictEntry& entry) const { return outdated(entry, m_now); }
  [[nodiscard]] OutdatedResults outdatedResults() const { return ui::outdatedResults(m_entries, m_now); }
  /// Has some analysed again, also of what was removed. A finished one keeps its result until then; an analysis in hand
  /// begins again.
  void analyseAgain(const std::function<bool(const PredictEntry&)>& wanted);
  void keepResults(); ///< takes that back for those that still wait for it

  /// The classes of the model in use, by which the list is filtered, and the threshold.
  void setFormatter(const PredictionFormatter& words);
  [[nodiscard]] const PredictionFormatter& formatter() const { return m_formatter; }
  [[nodiscard]] PredictionFormatter
  formatterFor(const PredictEntry& entry) const; ///< with the classes of its own model

  /// Takes files off the list and returns the number of this removal; see RemoveCommand.
  int remove(const QSet<quint32>& ids);
  void restore(int removal); ///< each where it was; but for those that were added again in the meantime
  void forget(int removal);

  [[nodiscard]] QVector<PredictTask> waiting(FaceMode mode) const; ///< a task for each file that is to be analysed
  [[nodiscard]] double working() const;                            ///< sum of the progress of the videos in hand
  [[nodiscard]] const PredictEntry* find(quint32 id) const;
  [[nodiscard]] const std::vector<PredictEntry>& entries() const { return m_entries; }
  [[nodiscard]] int rowOf(quint32 id) const { return m_rows.value(id, -1); }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
  struct Removed {
    int row;
    PredictEntry entry;
  };
  void renumber();
  [[nodiscard]] PredictEntry& entryAt(int row) { return m_entries[static_cast<std::size_t>(row)]; }
  [[nodiscard]] SharedClasses classesOf(const AnalysisProvenance& origin);
  void changedAll();
  [[nodiscard]] int classOf(const PredictEntry& entry, const AnalyzedFace& face) const;
  [[nodiscard]] QPixmap picture(const PredictEntry& entry) const;

  std::vector<PredictEntry> m_entries;
  QHash<quint32, int> m_rows; ///< by id
  QSet<QString> m_files;
  QHash<int, std::vector<Removed>> m_removed; ///< by the number of the removal, in order of row
  int m_removals = 0;
  CurrentSetup m_now;
  PredictionFormatter m_formatter;
  std::shared_ptr<const std::vector<ClassLabel>> m_classes; ///< of the last answer, shared by those of the same
  quint32 m_lastId = 0;
  mutable QCache<quint32, QPixmap> m_pictures;
};

} // namespace mien::ui
