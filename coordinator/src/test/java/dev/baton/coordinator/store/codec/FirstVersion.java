package dev.baton.coordinator.store.codec;

/** What the first version wrote. Never made anew: what was stored once must be read for ever. */
final class FirstVersion {
  static final String FACTS =
      """
      AQAADLvVVr9v20YUtuy0BTp1TBGgELokTaCIlOOkydKoFh2rkeVUlBCgi328eyRPOvKIu6MtdUrQ
      5n/o5qVLt47dWKBL5/4Rndsi0ZKBfZQoVTHsGEUzNJRAUce7+96ve993kjGfUDMcSm87JHEAjOJj
      RkcwSY+BmBBUfQJEiUlNQSKVCY5AaS7jdaYToK+ZOGKgqeKJwcmHfkIUiXSWc01DYKkA/W3GYhKB
      py3f8IjHQVb+MqpkPIRxokAXSJFVtepb1euzz2fsaxlD1NSc1N3C4JBwyrTJaEAS0Rt0D5r9A3e3
      vdMPJFoqSML2u9tOngcR1z5XEO60e85Bs9NJyoF+iDihFIw96tt7ESWGhoPkMY+ZPMYhy80Xhtqn
      DOU+HwPrEQMAiDXxcYObW26gDVGmaa6svfvwxdaPf91/E9iNU9jDGXYLBJkAK+7Bo/7d25a1u0Af
      f9SwGrdr1mbNsvt2455l4fem3di8tXX7zqd3v3oTRm2eMorJmIJHzPGNu7MLoQv0GTSi/yfMRTr5
      lwNn4Bzsdx0wRI/0szI7xgLiG1BPinLGqsnKX8wtCOHPS1EBDWX16i/fV3//6Vn1j5PvnlzNOYyB
      pkYqnUGgZJoEDHySCuML4oHAms0DLFCQqQFMsLXHR1yIB4pQmP13QYFRkywkxkCUGL0xTwjWTsMN
      PEJH0vdf3l+bX2FExrOsFdW2m8cydkr4jtQaeg6W8PKwLCrP2Gf7FlAZRSRmjKjg6BtPaK8mDt8K
      hxpnO1SmacRjzCSef7w/DZKJCWW8Wb7jicK31+xP3n8rHN0821EWGpP4EaBn2Hf23T5NlRgWg/fq
      9bA+DkIgDBttRgjx8gSbIVDjGmJSvaNkdPnXeHWoLz+s3HgrwnHrnHAMyRHBVh4zAcrvzYimKGr0
      f0SOct+XagTsxf/axdzXMlUUfOTPe9WxSEiqkR2AaIksJQVnZMLpnGNXyGEx9PmEkjjO8cgv+Bjb
      BB6AGR+fTcXYaZcc43nz9SeVoKTt6BXa9kM0TkzWp/lFM5ZblqZEWJpaqh5ESKivsSZcMHsJlZ+s
      n2NLxd9rdgfNzhSvLA+w43Xb3QeHhf8l+PTa8gEN3riy9oG399ufP7w827eN0N3edVqDjlNCn8c/
      haqp4JHy1j4m3mEebjdRGnScVuABLbJVWHARby7DU81PLlUCGBtkAsN2nU5ro7K+fMuERFHClDzW
      nn0nH9n1cmZ9cznnIqhVgOBxs93HKCGLTA+zHCOXn7yzhK+gXJqTWM2mvGZXKi+Grbb7qNkvAjOd
      Hk6fL1GLle++biU43ZbT4u5ge9tx8GltdfVym/nDz7eelGUiBeqg/dQgJcFDSExQ0iHY9XG9ESB7
      Fm/8nWa7CHiE0o4EQKLVGi53GhUyzR3xJPk35Qa4Sv9zHpgg2lwUYKAyjc2Gr+aHdK/tFuLwDJPk
      IrylRg4X/zOPs5XYI3FRomJSCJAiDyxEn2Vxqy1W1OyQKcJjFLzPC0+1cQHilYYgCsu/kDwGtjIa
      UpIQys3kHJHCGNcjqjXLQQtp9KWw7Kb6adlPxQqp6iWrLuQ8tW9aaK02sxtNOLt8PV90o8gnXBRy
      2jkCZGYUuzHWNjrLoo7TbDm9g16z7WJadeoNkagKaZRIGr7nMxRpXBD2SkzLPANJGcfd4kI9AR4i
      qQjBTs8DHhOvlG+ELjc9tUn+Nw==
      """;

  static final String SPEC =
      """
      {
        "key": "weather/yearly-report",
        "description": "",
        "params": {},
        "schedules": [
          {
            "name": "s0",
            "timing": {
              "timing": "cron",
              "expression": "0 0/5 * * * ?",
              "zone": "Asia/Shanghai",
              "dst": {
                "gap": "RUN_AT_SHIFT",
                "overlap": "ONCE"
              }
            },
            "misfire": "FIRE_ALL",
            "misfireThreshold": "PT1M",
            "catchUpWindow": "PT0S"
          },
          {
            "name": "s1",
            "timing": {
              "timing": "fixedRate",
              "every": "PT1.5S",
              "startAt": 1772366400123456
            },
            "misfire": "FIRE_ALL",
            "misfireThreshold": "PT1M",
            "catchUpWindow": "PT0S"
          },
          {
            "name": "s2",
            "timing": {
              "timing": "fixedDelay",
              "delay": "PT9600H",
              "startAt": "2026-03-01T12:00:00.123456789Z"
            },
            "misfire": "FIRE_ALL",
            "misfireThreshold": "PT1M",
            "catchUpWindow": "PT0S"
          },
          {
            "name": "s3",
            "timing": {
              "timing": "once",
              "at": "+999999-01-01T00:00:00Z"
            },
            "misfire": "FIRE_ALL",
            "misfireThreshold": "PT1M",
            "catchUpWindow": "PT0S"
          }
        ],
        "overlap": "QUEUE_ONE",
        "tasks": [
          {
            "name": "t0",
            "after": [],
            "action": {
              "action": "shell",
              "script": "echo 'ä 清 😀'"
            },
            "executors": {
              "group": "default",
              "labels": {}
            },
            "timeout": "PT10M",
            "killGrace": "PT10S",
            "retry": {
              "attempts": 3,
              "delay": "PT2S",
              "backoff": 2.0,
              "maxDelay": "PT1H"
            },
            "onExecutorLoss": "RERUN",
            "params": {}
          },
          {
            "name": "t1",
            "after": [],
            "action": {
              "action": "command",
              "argv": [
                "ls",
                "-l",
                ""
              ]
            },
            "executors": {
              "group": "default",
              "labels": {}
            },
            "timeout": "PT10M",
            "killGrace": "PT10S",
            "retry": {
              "attempts": 3,
              "delay": "PT2S",
              "backoff": 2.0,
              "maxDelay": "PT1H"
            },
            "onExecutorLoss": "RERUN",
            "params": {}
          },
          {
            "name": "t2",
            "after": [],
            "action": {
              "action": "script",
              "interpreter": [
                "python3"
              ],
              "script": "print(1)\\n"
            },
            "executors": {
              "group": "default",
              "labels": {}
            },
            "timeout": "PT10M",
            "killGrace": "PT10S",
            "retry": {
              "attempts": 3,
              "delay": "PT2S",
              "backoff": 2.0,
              "maxDelay": "PT1H"
            },
            "onExecutorLoss": "RERUN",
            "params": {}
          },
          {
            "name": "t3",
            "after": [],
            "action": {
              "action": "http",
              "method": "POST",
              "url": "http://h/x",
              "headers": {
                "a": "b"
              },
              "expectStatusFrom": 200,
              "expectStatusTo": 299
            },
            "executors": {
              "group": "default",
              "labels": {}
            },
            "timeout": "PT10M",
            "killGrace": "PT10S",
            "retry": {
              "attempts": 3,
              "delay": "PT2S",
              "backoff": 2.0,
              "maxDelay": "PT1H"
            },
            "onExecutorLoss": "RERUN",
            "params": {}
          },
          {
            "name": "t4",
            "after": [],
            "action": {
              "action": "java",
              "handler": "Report",
              "args": {
                "k": "v"
              },
              "forked": true
            },
            "executors": {
              "group": "default",
              "labels": {}
            },
            "timeout": "PT10M",
            "killGrace": "PT10S",
            "retry": {
              "attempts": 3,
              "delay": "PT2S",
              "backoff": 2.0,
              "maxDelay": "PT1H"
            },
            "onExecutorLoss": "RERUN",
            "params": {}
          }
        ]
      }
      """;

  private FirstVersion() {}
}
