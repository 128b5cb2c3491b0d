;; Files, network and signals by Landlock: a process keeps reading beneath a few
;; folders, and writing to what is already in one of them.

(define landlock-create 444)
(define landlock-add 445)
(define landlock-restrict 446)

(define access-read #b1100)                   ; read a file, read a folder
(define access-write #b10)                    ; write to what is there; make and remove nothing

;; What each version of Landlock controls: files, TCP, and signals and sockets
;; beyond the process; with how many bytes to say so.
(define (controlled abi)
  (cond ((>= abi 6) '(24 #xffff 3 3))
        ((>= abi 5) '(16 #xffff 3 0))
        ((>= abi 4) '(16 #x7fff 3 0))
        ((>= abi 3) '(8 #x7fff 0 0))
        ((>= abi 2) '(8 #x3fff 0 0))
        (else '(8 #x1fff 0 0))))

(define (landlock-abi)
  "Return the kernel's version of Landlock, or -1 where it has none."
  (syscall landlock-create 0 0 1 0))

(define (confine-files readable writable)
  "Allow reading beneath the folders READABLE, and writing to the files in the folder WRITABLE."
  (let ((abi (landlock-abi)))
    (if (positive? abi)
        (let ((rules (rules-for (controlled abi))))
          (for-each
            (lambda (folder) (allow rules folder access-read))
            (filter file-exists? readable))
          (allow rules writable (logior access-read access-write))
          (require-zero 'files (syscall landlock-restrict rules 0 0 0))
          (close-fdes rules)))))

(define (rules-for controlled)
  "Return a file descriptor of rules that refuse all that is CONTROLLED."
  (let ((attribute (make-bytevector 24)))
    (for-each
      (lambda (at what) (bytevector-u64-native-set! attribute at what))
      '(0 8 16) (cdr controlled))
    (syscall landlock-create (address attribute) (car controlled) 0 0)))

(define (allow rules folder access)
  (let ((attribute (make-bytevector 12))
        (fd (open-fdes folder O_RDONLY)))
    (bytevector-u64-native-set! attribute 0 access)
    (bytevector-s32-native-set! attribute 8 fd)
    (require-zero folder (syscall landlock-add rules 1 (address attribute) 0))
    (close-fdes fd)))
