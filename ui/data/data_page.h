#pragma once

#include "core/data/label_policy.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;
class QTabWidget;

namespace mien::ui {

class DataOverview;
class ElidedLabel;
class ImagesView;
class LoadingPanel;
class MessageBanner;
class Workspace;

/// The Data workspace: what is in the open data set. Opening is the window's business, which tells this page about it.
class DataPage : public QWidget {
  Q_OBJECT

public:
  explicit DataPage(Workspace& workspace, QWidget* parent = nullptr);
  ~DataPage() override;

  void showLoading(const QString& text); ///< something is being read or made; then progress, then end
  void showProgress(qulonglong done, qulonglong total);
  void endLoading();                                                ///< back to the data set, or the welcome
  void showError(const QString& title, const QString& explanation); ///< ends the loading too

  [[nodiscard]] ImagesView& images() const { return *m_images; }
  [[nodiscard]] const MessageBanner& banner() const { return *m_banner; }

signals:
  void openRequested();
  void demoRequested();
  void cancelRequested();

private:
  void showDataset();
  void showImages(int emotion, int split);
  [[nodiscard]] LabelPolicy policy() const;

  Workspace& m_workspace;
  MessageBanner* m_banner;
  QStackedWidget* m_stack;
  LoadingPanel* m_loading;
  ElidedLabel* m_title;
  ElidedLabel* m_description;
  QComboBox* m_policy;
  QTabWidget* m_tabs;
  DataOverview* m_overview;
  ImagesView* m_images;
};

} // namespace mien::ui
