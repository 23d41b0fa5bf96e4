from demo.content.employers.hengyuan import EMPLOYER as HENGYUAN
from demo.content.employers.hongda import EMPLOYER as HONGDA
from demo.content.employers.xiaoman import EMPLOYER as XIAOMAN

EMPLOYERS = [HENGYUAN, HONGDA, XIAOMAN]
