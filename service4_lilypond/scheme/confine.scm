;; Gives up, for good, what engraving one score does not need: processes,
;; programs, the network, and every file but its own. A score is a program to
;; LilyPond; whatever a score manages to run, it runs in here.
;;
;; Needs Linux on x86-64, as the LilyPond wheel does. Landlock needs Linux 5.13
;; and may be absent; everything else is required.

(use-modules (system foreign) (rnrs bytevectors) (srfi srfi-1))

(define (foreign name . types)
  (pointer->procedure long (dynamic-func name (dynamic-link)) types))
(define syscall (foreign "syscall" long long long long long))
(define prctl (foreign "prctl" int long long long long))

(define (require-zero what result)
  (if (not (zero? result)) (error "cannot give up:" what)))

;; --- life ------------------------------------------------------------------

(define (end-with-parent)
  "Have this process killed when the one that forked it is gone."
  (require-zero 'life (prctl 1 SIGKILL 0 0 0)))

;; --- privileges --------------------------------------------------------------

(define (confine-privileges)
  "Have no program give this process privileges again; without it only root may ask for the rest."
  (require-zero 'privileges (prctl 38 1 0 0 0)))

;; --- resources ---------------------------------------------------------------

(define (confine-resources cpu-seconds memory-bytes file-bytes)
  (for-each
    (lambda (resource limit) (setrlimit resource limit limit))
    '(cpu as fsize core nofile)
    (list cpu-seconds memory-bytes file-bytes 0 64)))

;; --- files: Landlock ---------------------------------------------------------

(define landlock-create 444)
(define landlock-add 445)
(define landlock-restrict 446)

(define access-read #b1100)                   ; read a file, read a folder
(define access-write #b100000100100110)       ; write, remove, make and truncate a file

(define (access-known abi)
  "Return every kind of access to files that version ABI of Landlock controls."
  (case abi ((1) #x1fff) ((2) #x3fff) (else #x7fff)))

(define (landlock-abi)
  "Return the kernel's version of Landlock, or -1 where it has none."
  (syscall landlock-create 0 0 1 0))

(define (confine-files read-only writable)
  "Allow reading beneath the folders READ-ONLY, and writing beneath WRITABLE."
  (let ((abi (landlock-abi)))
    (if (positive? abi)
        (let* ((known (access-known abi))
               (attribute (make-bytevector 8)))
          (bytevector-u64-native-set! attribute 0 known)
          (let ((rules (syscall landlock-create (address attribute) 8 0 0)))
            (for-each
              (lambda (folder) (allow rules folder (logand known access-read)))
              (filter file-exists? read-only))
            (allow rules writable (logand known (logior access-read access-write)))
            (require-zero 'files (syscall landlock-restrict rules 0 0 0)))))))

(define (allow rules folder access)
  (let ((attribute (make-bytevector 12))
        (fd (open-fdes folder O_RDONLY)))
    (bytevector-u64-native-set! attribute 0 access)
    (bytevector-s32-native-set! attribute 8 fd)
    (require-zero folder (syscall landlock-add rules 1 (address attribute) 0))
    (close-fdes fd)))

(define (address bytes) (pointer-address (bytevector->pointer bytes)))

;; --- system calls: seccomp ---------------------------------------------------

(define forbidden
  '(29 30 64 68                               ; shared memory, semaphores, queues
    41 42 43 44 45 46 47 49 50 53 288         ; sockets
    57 58 59 322                              ; fork, vfork, execve, execveat
    62 129 200 297 424 434 438                ; signals to others
    101 310 311                               ; looking into other processes
    105 106 109 112 113 114 116 117 119 126   ; users, groups, sessions
    133 259 155 161 165 166 272 308           ; devices, roots, mounts, namespaces
    90 91 92 93 94 260 268 452                ; modes and owners of files
    132 235 261 280                           ; times of files
    188 189 190 197 198 199                   ; attributes of files
    135 157 167 168 169 170 171 172 173 175 176   ; the machine itself
    246 248 249 250 298 303 304 313 319 320 321 323
    425 426 427                               ; io_uring goes round all of this
    ))
(define clone 56)
(define clone3 435)
(define tgkill 234)

;; One instruction of the Berkeley packet filter: what, where to if so, if not.
(define (load-word offset) (list #x20 0 0 offset))
(define (answer value) (list #x06 0 0 value))
(define (if-equal value yes no) (list #x15 yes no value))
(define (if-bits value yes no) (list #x45 yes no value))
(define permitted (answer #x7fff0000))
(define refused (answer #x00050001))          ; EPERM
(define absent (answer #x00050026))           ; ENOSYS: glibc then tries clone
(define killed (answer #x80000000))

(define (filter-program)
  (append
    (list (load-word 4) (if-equal #xc000003e 1 0) killed ; another architecture's numbers
          (load-word 0) (list #x35 0 1 #x40000000) killed) ; x32's
    (append-map (lambda (number) (list (if-equal number 0 1) refused)) forbidden)
    (list (if-equal clone3 0 1) absent
          (if-equal clone 0 4) (load-word 16) (if-bits #x10000 0 1) permitted refused
          (if-equal tgkill 0 4) (load-word 16) (if-equal (getpid) 0 1) permitted refused
          permitted)))

(define (confine-calls)
  (let* ((program (filter-program))
         (code (make-bytevector (* 8 (length program))))
         (header (make-bytevector 16 0)))
    (for-each
      (lambda (at instruction)
        (bytevector-u16-native-set! code at (list-ref instruction 0))
        (bytevector-u8-set! code (+ at 2) (list-ref instruction 1))
        (bytevector-u8-set! code (+ at 3) (list-ref instruction 2))
        (bytevector-u32-native-set! code (+ at 4) (list-ref instruction 3)))
      (iota (length program) 0 8) program)
    (bytevector-u16-native-set! header 0 (length program))
    (bytevector-u64-native-set! header 8 (address code))
    (require-zero 'calls (prctl 22 2 (address header) 0 0))))
