#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mien::test {

/// A web server of this machine, for one thing: what becomes of each connection a function says.
class HttpServer {
public:
  /// A connection that has sent its request.
  class Connection {
  public:
    Connection(int socket, std::string request, std::stop_token stop)
        : m_socket(socket), m_request(std::move(request)), m_stop(std::move(stop)) {}

    [[nodiscard]] const std::string& request() const { return m_request; }
    void send(std::string_view bytes) const {
      while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
          return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      }
    }
    void sendHead(std::size_t length) const {
      send("HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n");
    }
    /// Until the server ends.
    void hang() const {
      while (!m_stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }

  private:
    int m_socket;
    std::string m_request;
    std::stop_token m_stop;
  };
  using Answer = std::function<void(const Connection&)>;

  explicit HttpServer(Answer answer) : m_answer(std::move(answer)), m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_listener, 8) == 0 &&
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
      m_port = ntohs(address.sin_port);
    }
    m_accepting = std::jthread([this](const std::stop_token& stop) { accept(stop); });
  }
  ~HttpServer() {
    m_accepting.request_stop();
    m_accepting.join();
    m_connections.clear();
    ::close(m_listener);
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:PORT/x.mp4"; `user` goes before the host ("me:secret@").
  [[nodiscard]] std::string url(const std::string& path = "/x.mp4", const std::string& user = {}) const {
    return "http://" + user + "127.0.0.1:" + std::to_string(m_port) + path;
  }

private:
  void accept(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{m_listener, POLLIN, 0};
      if (::poll(&waiting, 1, 10) <= 0) {
        continue;
      }
      const int socket = ::accept(m_listener, nullptr, nullptr);
      if (socket >= 0) {
        m_connections.emplace_back([this, socket](const std::stop_token& end) { serve(socket, end); });
      }
    }
  }
  void serve(int socket, const std::stop_token& stop) const {
    std::string request;
    char part[1024];
    while (!stop.stop_requested() && request.find("\r\n\r\n") == std::string::npos) {
      pollfd waiting{socket, POLLIN, 0};
      if (::poll(&waiting, 1, 10) <= 0) {
        continue;
      }
      const ssize_t got = ::recv(socket, part, sizeof(part), 0);
      if (got <= 0) {
        break;
      }
      request.append(part, static_cast<std::size_t>(got));
    }
    m_answer(Connection(socket, request, stop));
    ::close(socket);
  }

  Answer m_answer;
  int m_listener;
  int m_port = 0;
  std::vector<std::jthread> m_connections; ///< used by m_accepting until it has ended
  std::jthread m_accepting;
};

} // namespace mien::test
